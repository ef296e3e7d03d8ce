#!/bin/sh
# Poses as a VS Code executable for @vscode/test-electron where no desktop VS Code can be had.
here=$(cd "$(dirname "$0")" && pwd)
exec node --import "$here/../../node_modules/tsx/dist/loader.mjs" "$here/main-stand-in.ts" "$@"
