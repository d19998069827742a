#!/bin/sh
# Makes of each catalogue of translations the form that Django reads.
set -eu
cd "$(dirname "$0")/.."
command -v msgfmt >/dev/null || { echo "translations: msgfmt is missing. Install the package gettext, then run this again." >&2; exit 1; }
for catalogue in geoweb/locale/*/LC_MESSAGES/*.po; do
    msgfmt --check --output-file="${catalogue%.po}.mo" "$catalogue"
done
