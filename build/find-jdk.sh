# Sourced by ./mvnw, ./holdfast and ./test: sets JAVA_HOME to a JDK 25, or says in one line how to get one.

is_jdk25() {
    [ -x "$1/bin/javac" ] && [ -f "$1/release" ] && [[ $'\n'$(<"$1/release") == *$'\nJAVA_VERSION="25'* ]]
}

# Candidates in the order a user expects: what they set, what they told Maven, the usual folders.
jdk_candidates() {
    [ -z "${HOLDFAST_JAVA_HOME:-}" ] || echo "$HOLDFAST_JAVA_HOME"
    [ -z "${JAVA_HOME:-}" ] || echo "$JAVA_HOME"
    local toolchains="${HOME:-/root}/.m2/toolchains.xml"
    [ ! -f "$toolchains" ] || sed -n 's:.*<jdkHome>\(.*\)</jdkHome>.*:\1:p' "$toolchains"
    local folder
    for folder in /usr/lib/jvm/* /opt/java/* /opt/jdk* "${HOME:-/root}"/.sdkman/candidates/java/* \
            "${HOME:-/root}"/.jdks/* /Library/Java/JavaVirtualMachines/*/Contents/Home; do
        [ ! -d "$folder" ] || echo "$folder"
    done
}

find_jdk25() {
    local home
    while IFS= read -r home; do
        if is_jdk25 "$home"; then
            JAVA_HOME=$home
            export JAVA_HOME
            return 0
        fi
    done < <(jdk_candidates)
    echo "Holdfast needs a JDK 25 and found none: install one (Temurin 25, or your system's openjdk-25-jdk) or set JAVA_HOME." >&2
    return 1
}
