"""Official publications in XML, of the Dutch government.

:mod:`roots` knows the kinds by their root elements, :mod:`reading` reads any of them, and a module
a kind (``bwb``, ``cvdr``, ``op``, ``stop``) knows where its title and metadata stand. Their texts
are made of much the same elements, which :mod:`walk` turns into blocks.
"""
