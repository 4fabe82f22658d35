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

echo '3. Twenty documents of our own, a folder for each label, and a model that learns from them alone.'
mkdir -p own/beleidsregel own/uitvoeringsinstructie own/overig
for number in 02 06 09 11 15 18 21; do cp "$data/authored/asiel_$number.txt" own/beleidsregel; done
for number in 03 05 07 08 10 13 14 16; do cp "$data/authored/asiel_$number.txt" own/uitvoeringsinstructie; done
for number in 04 12 19 27 30; do cp "$data/authored/asiel_$number.txt" own/overig; done
beleidsregel corpus check own --no-model
beleidsregel train own --output own-model

echo '4. The difference: the same PDFs again, and all examples, of which neither model has learned.'
beleidsregel classify pdfs --model own-model
tail -n +2 "$data/labels/examples.csv" | while IFS=, read -r file label _; do
  mkdir -p "labelled/$label"
  cp "$data/examples/$file" "labelled/$label"
done
beleidsregel compare standaard own-model labelled

echo 'Twenty documents are few: train with --add-to-shipped, and they add to what the shipped model knows.'
