# Sourced by ./holdfast and by bin/holdfast of a package, so in plain POSIX shell: how the server's JVM is started.

# class_path FOLDER: its jars in one order on every system, as an archive of classes wants them.
class_path() {
    LC_ALL=C # only here: the caller takes what is printed
    jars=
    for jar in "$1"/*.jar; do
        jars=${jars:+$jars:}$jar
    done
    echo "$jars"
}

# launch JAVA HOME SHARE_OPTION ARGUMENTS…: becomes the server. HOME holds lib/ with all jars, native/, and the archive
# of classes, which SHARE_OPTION says how to use.
# --small among the arguments: for laptops and builds, all of it in 192 MiB (docs/operating/start.md). What is set
# stays as it is set.
launch() {
    java=$1 home=$2 share=$3 profile=
    shift 3
    for argument; do
        shift
        if [ "$argument" = --small ]; then
            profile='-XX:TieredStopAtLevel=1 -XX:ReservedCodeCacheSize=32m -Xss512k'
            export HOLDFAST_HEAP_MIB="${HOLDFAST_HEAP_MIB:-48}" HOLDFAST_DIRECT_MIB="${HOLDFAST_DIRECT_MIB:-24}"
            export HOLDFAST_INDEX_MIB="${HOLDFAST_INDEX_MIB:-16}" HOLDFAST_TRANSFERS="${HOLDFAST_TRANSFERS:-4}"
        else
            set -- "$@" "$argument"
        fi
    done
    heap=${HOLDFAST_HEAP_MIB:-256} commit=unknown
    [ ! -f "$home/commit" ] || read -r commit <"$home/commit"
    export MALLOC_ARENA_MAX="${MALLOC_ARENA_MAX:-2}"
    # The index's library would start a shell to find that out.
    for musl in /lib/ld-musl-*; do
        [ -e "$musl" ] || export ROCKSDB_MUSL_LIBC="${ROCKSDB_MUSL_LIBC:-false}"
    done
    # Each minute the C library gives back what lies free between blocks in use (docs/decisions/0087-memory-comes-back.md).
    # One collector thread and half of the heap for the young: best where it was measured, up to some GiB of heap
    # (docs/operating/start.md). HOLDFAST_JAVA_OPTS comes later and wins.
    # shellcheck disable=SC2086
    exec "$java" -XX:+UseSerialGC "-Xms${heap}m" "-Xmx${heap}m" "-Xmn$((heap / 2))m" \
        "-XX:MaxDirectMemorySize=${HOLDFAST_DIRECT_MIB:-512}m" \
        -XX:+UseCompactObjectHeaders -XX:+ExitOnOutOfMemoryError -XX:TrimNativeHeapInterval=60000 \
        --add-modules jdk.incubator.vector --enable-native-access=ALL-UNNAMED \
        "-Dholdfast.commit=$commit" "-Djava.library.path=$home/native" "$share" \
        "-XX:SharedArchiveFile=$home/classes.jsa" "-Xlog:cds*=off" "-Xlog:aot*=off" \
        $profile ${HOLDFAST_JAVA_OPTS:-} -cp "$(class_path "$home/lib")" \
        io.holdfast.server.Main "$@"
}
