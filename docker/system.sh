#!/bin/sh
# Installs the system packages of Homing on Debian and Ubuntu; what is there already is skipped.
# Usage: docker/system.sh [app] [database] [redis] [test]      (no argument: all of them)
#   app    what web and worker processes need      database  PostgreSQL with PostGIS and pgvector
#   test   the browser of the tests
set -eu

say() { printf 'system: %s\n' "$*"; }
fail() { printf 'system: %s\n' "$*" >&2; exit 1; }

groups=${*:-app database redis test}
wanted() { case " $groups " in *" $1 "*) return 0 ;; *) return 1 ;; esac; }
installed() { dpkg-query -W -f='${Status}' "$1" 2>/dev/null | grep -q 'ok installed'; }
available() { apt-cache show --no-all-versions "$1" >/dev/null 2>&1; }

command -v apt-get >/dev/null || fail "this is neither Debian nor Ubuntu. Install PostgreSQL >= 15 with PostGIS 3 \
and pgvector >= 0.8, Redis >= 7, GDAL and the Noto fonts (core and CJK) yourself, or run: docker compose -f docker/compose.yaml up"

# The newest PostgreSQL installed here, else the newest with PostGIS on offer.
postgres_version() {
    for version in $(find /usr/lib/postgresql -maxdepth 3 -path '*/bin/postgres' 2>/dev/null | cut -d/ -f5 | sort -rn) 18 17 16 15; do
        if available "postgresql-$version-postgis-3"; then echo "$version"; return; fi
    done
}
has_pgvector() { [ -e "/usr/share/postgresql/$1/extension/vector.control" ]; }

missing=
need() { for package; do installed "$package" || missing="$missing $package"; done; }
look() {
    missing=
    if wanted app; then
        need gdal-bin fonts-noto-core fonts-noto-cjk libegl1 libgl1 libfontconfig1 gettext
        python3 -c 'import ensurepip, venv' 2>/dev/null || need python3-venv
    fi
    if wanted redis; then need redis-server; fi
    if wanted test && ! command -v "${CHROMIUM:-chromium}" >/dev/null; then need chromium; fi
    if wanted database; then
        postgres=$(postgres_version)
        if [ -z "$postgres" ]; then # nothing on offer before the first update of the lists
            missing="$missing postgresql"
            return
        fi
        need "postgresql-$postgres" "postgresql-$postgres-postgis-3"
        if ! has_pgvector "$postgres"; then
            if available "postgresql-$postgres-pgvector"; then
                need "postgresql-$postgres-pgvector"
            else
                need "postgresql-server-dev-$postgres" dpkg-dev build-essential
            fi
        fi
    fi
}

as_root() {
    if [ "$(id -u)" = 0 ]; then "$@"; else sudo "$@"; fi
}

require_root() {
    [ "$(id -u)" = 0 ] && return
    command -v sudo >/dev/null || fail "packages are missing and there is no sudo. As root run: $(realpath "$0") $groups"
    sudo -n true 2>/dev/null || [ -t 0 ] || fail "packages are missing and sudo asks for a password. Run: sudo $(realpath "$0") $groups"
}

# Packages start their services when they are installed; ours run on their own sockets instead.
quietly_install() {
    policy=/usr/sbin/policy-rc.d
    held=
    if [ ! -e $policy ]; then
        printf '#!/bin/sh\nexit 101\n' | as_root tee $policy >/dev/null
        as_root chmod +x $policy
        held=yes
    fi
    # shellcheck disable=SC2086 # a list of words
    as_root env DEBIAN_FRONTEND=noninteractive apt-get install -y -q --no-install-recommends $missing >"$log" 2>&1 && done_well=yes || done_well=
    [ -z "$held" ] || as_root rm -f $policy
    [ -n "$done_well" ] || fail "apt-get could not install$missing: $(grep -m1 '^E:' "$log" || tail -n 1 "$log") (all of it in $log). Check the network and the disk, then run this again."
}

# Debian 12 has no pgvector: it is built from the source package of the next release, found on the
# mirror that this machine uses already.
build_pgvector() {
    work=$(mktemp -d)
    trap 'rm -rf "$work"' EXIT
    config=/usr/lib/postgresql/$postgres/bin/pg_config
    # shellcheck disable=SC2016 # apt expands these
    mirror=$(apt-get indextargets --format '$(SITE) $(ORIGIN) $(LABEL)' 'Created-By: Packages' 2>/dev/null | awk '$2 == "Debian" && $3 == "Debian" { print $1; exit }')
    [ -n "$mirror" ] || fail "pgvector is not packaged here and no Debian mirror is configured to take its source from. Install pgvector >= 0.8 for PostgreSQL $postgres, then run this again."
    mkdir -p "$work/lists/partial"
    echo "deb-src [signed-by=/usr/share/keyrings/debian-archive-keyring.gpg] $mirror trixie main" >"$work/sources.list"
    own="-o Dir::Etc::SourceList=$work/sources.list -o Dir::Etc::SourceParts=- -o Dir::State::Lists=$work/lists -o APT::Sandbox::User=root"
    (
        cd "$work"
        # shellcheck disable=SC2086 # a list of options
        apt-get $own update && apt-get $own source --download-only pgvector &&
            dpkg-source -x pgvector_*.dsc source &&
            make -C source PG_CONFIG="$config" && as_root make -C source install PG_CONFIG="$config"
    ) >"$log" 2>&1 || fail "pgvector could not be built: $(tail -n 1 "$log") (all of it in $log). Check the network, then run this again."
}

log=${TMPDIR:-/tmp}/homing-system.$(id -u).log
look
if [ -n "$missing" ]; then
    require_root
    say "updating the package lists"
    as_root apt-get update -q >"$log" 2>&1 || fail "apt-get update failed: $(grep -m1 '^E:' "$log" || tail -n 1 "$log"). Check the network, then run this again."
    look # newer lists may offer more
    if wanted database && [ -z "$postgres" ]; then
        fail "no PostgreSQL >= 15 with PostGIS is on offer. Use Debian >= 12 or Ubuntu >= 24.04."
    fi
    say "installing$missing"
    quietly_install
fi
if wanted database && ! has_pgvector "$postgres"; then
    require_root
    say "building pgvector for PostgreSQL $postgres"
    build_pgvector
fi
say "everything is there ($groups)"
