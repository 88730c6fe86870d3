# Sourced by the scripts of this folder.

root=$(cd "$here/../.." && pwd)
# shellcheck source=build/find-jdk.sh
. "$root/build/find-jdk.sh"
target="$here/target"

version=$(sed -n '0,/<version>\(.*\)<\/version>/s//\1/p' "$root/pom.xml" | tr -d ' ')
# Every file gets this time, so that two builds of one commit are the same bytes.
moment=$(sed -n 's:.*<project.build.outputTimestamp>\(.*\)</.*:\1:p' "$root/pom.xml")

# Names of an architecture: ours, Debian's, OCI's, that of the index's library.
architecture() {
    case ${1:-$(uname -m)} in
        x64 | x86_64 | amd64) arch=x64 debian=amd64 triplet=x86_64-linux-gnu library=librocksdbjni-linux64.so ;;
        arm64 | aarch64) arch=arm64 debian=arm64 triplet=aarch64-linux-gnu library=librocksdbjni-linux-aarch64.so ;;
        *)
            echo "package: no package is made for $1: arch=x64 or arch=arm64" >&2
            return 1
            ;;
    esac
}

# add_materials BOM (KIND NAME VERSION LICENCE)…: what is inside and no build of jars knows of.
add_materials() {
    "$JAVA_HOME/bin/java" -cp "$home/lib/*" "$here/Materials.java" "$@"
}

# list_licences FOLDER: LICENSES.md of its sbom.json.
list_licences() {
    "$JAVA_HOME/bin/java" -cp "$home/lib/*" "$here/LicenceReport.java" "$1/sbom.json" >"$1/LICENSES.md"
}

# tree_as_tar FOLDER: its content as a tar on standard output, the same bytes for the same files.
tree_as_tar() {
    tar --create --directory "$1" --sort=name --format=gnu --mtime="$moment" --owner=0 --group=0 --numeric-owner \
        "${@:2}" .
}
