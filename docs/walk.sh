#!/usr/bin/env bash
# What someone who has never seen the project does with the README alone: label a folder of PDFs,
# open the report, retrain with twenty documents of their own, and see the difference.
# From the root of a checkout: bash docs/walk.sh [EMPTY FOLDER]
set -euo pipefail
data=$PWD/data
cd "${1:-$(mktemp -d)}"

echo '1. A folder of PDFs.'
mkdir pdfs
cp "$data"/examples/*.pdf pdfs
beleidsregel classify pdfs

echo '2. The report: open report/index.html in a browser.'
beleidsregel report pdfs --output report
test -s report/index.html

echo '3. Twenty documents of our own, a folder for each label, and a model that learns from them.'
mkdir -p own/beleidsregel own/uitvoeringsinstructie own/overig
for number in 02 06 09 11 15 18 21; do cp "$data/authored/asiel_$number.txt" own/beleidsregel; done
for number in 01 03 05 07 08 10 13 14; do cp "$data/authored/asiel_$number.txt" own/uitvoeringsinstructie; done
for number in 04 12 19 27 30; do cp "$data/authored/asiel_$number.txt" own/overig; done
beleidsregel corpus check own --no-model
beleidsregel train own --add-to-shipped --output own-model

echo '4. The difference: of the same PDFs, and on a labelled corpus.'
beleidsregel classify pdfs --model own-model
beleidsregel compare standaard own-model "$data/authored/gemeente.jsonl"
