"""The additive model over named features: fit, calibrated, kept and loaded without a pickle.

:mod:`additive` is the scikit-learn estimator, :mod:`smoothing` and :mod:`calibration` its two parts
of its own; :mod:`scorer`, :mod:`persistence` and :mod:`folder` are the files that it is kept in.
"""
