import json


def test_show_lists_the_description_and_the_card(run) -> None:
    code, out, _ = run("model", "show")
    assert code == 0
    assert "name              nep\n" in out
    assert "n_features.ngram  30\n" in out
    assert "threshold         0.500\n" in out
    assert "[red]opmaak[/red] en \\x1b[31m." in out


def test_show_as_json(run) -> None:
    code, out, _ = run("model", "show", "--format", "json")
    assert (code, json.loads(out)["n_features"]) == (0, {"ngram": 30})
