package io.holdfast.simulation;

/// What a client asks for.
public enum RequestKind {
    PUT,
    PUT_IF,
    GET,
    GET_VERSION,
    HEAD,
    DELETE,
    DELETE_VERSION,
    COPY,
    TAGS,
    CREATE_UPLOAD,
    PUT_PART,
    COMPLETE,
    ABORT,
    LIST,
    LIST_VERSIONS,
    LIST_PARTS,
    LIST_UPLOADS,
    SET_VERSIONING,
    DELETE_BUCKET,
    HEAL
}
