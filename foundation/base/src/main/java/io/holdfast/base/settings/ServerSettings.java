package io.holdfast.base.settings;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;

/// Every setting that has an effect in this version. `docs/settings.md` is made from this class.
public final class ServerSettings {
    /// How much the log tells.
    public enum LogLevel {
        ERROR,
        WARN,
        INFO,
        DEBUG
    }

    /// Who owns the objects of a new bucket.
    public enum Ownership {
        ENFORCED,
        PREFERRED,
        WRITER
    }

    public static final Setting<String> ROOT_USER =
            Setting.of(
                            "MINIO_ROOT_USER",
                            SettingType.TEXT,
                            "",
                            "Access key of the root user, at least 3 characters. When neither it nor the password is set, both are made at random at each start and shown once.")
                    .alsoNamed("MINIO_ACCESS_KEY")
                    .orFromFile();
    public static final Setting<String> ROOT_PASSWORD =
            Setting.of(
                            "MINIO_ROOT_PASSWORD",
                            SettingType.SECRET,
                            "",
                            "Secret key of the root user, at least 8 characters.")
                    .alsoNamed("MINIO_SECRET_KEY")
                    .orFromFile();
    public static final Setting<List<String>> VOLUMES =
            Setting.of(
                            "MINIO_VOLUMES",
                            SettingType.LIST,
                            "",
                            "Drives, as on the command line, when it names none.")
                    .alsoNamed("MINIO_ENDPOINTS", "MINIO_ARGS");
    public static final Setting<String> ADDRESS =
            Setting.of(
                    "MINIO_ADDRESS",
                    SettingType.TEXT,
                    ":9000",
                    "Address and port to listen on; without an address, on all. The option --address comes first.");
    public static final Setting<String> CONFIG_ENV_FILE =
            Setting.of(
                    Environment.FILE_VARIABLE,
                    SettingType.TEXT,
                    "",
                    "File with lines NAME=value or export NAME=value, which override the environment.");
    public static final Setting<String> REGION =
            Setting.of(
                            "MINIO_SITE_REGION",
                            SettingType.TEXT,
                            "",
                            "Region that requests must be signed for; empty accepts every region and reports us-east-1.")
                    .alsoNamed("MINIO_REGION", "MINIO_REGION_NAME");
    public static final Setting<List<String>> DOMAIN =
            Setting.of(
                    "MINIO_DOMAIN",
                    SettingType.LIST,
                    "",
                    "Domains under which buckets are addressed as bucket.domain.");
    public static final Setting<List<String>> CORS_ALLOW_ORIGIN =
            Setting.of(
                    "MINIO_API_CORS_ALLOW_ORIGIN",
                    SettingType.LIST,
                    "*",
                    "Origins whose pages may call, each with * for any characters; for buckets without CORS rules of their own.");
    public static final Setting<Ownership> OBJECT_OWNERSHIP =
            Setting.of(
                    "HOLDFAST_OBJECT_OWNERSHIP",
                    SettingType.oneOf(Ownership.class),
                    "enforced",
                    "Object ownership of buckets that clients make without a word of it: enforced is BucketOwnerEnforced, without lists of grants, as AWS; preferred is BucketOwnerPreferred, writer is ObjectWriter.");
    public static final Setting<List<String>> WEBSITE_DOMAIN =
            Setting.of(
                    "HOLDFAST_WEBSITE_DOMAIN",
                    SettingType.LIST,
                    "",
                    "Domains under which buckets are served as websites, as bucket.domain, to readers who do not sign; none serves none. Put a proxy that ends TLS in front where the certificate does not cover them.");
    public static final Setting<Integer> ERASURE_SET_DRIVE_COUNT =
            Setting.of(
                    "MINIO_ERASURE_SET_DRIVE_COUNT",
                    SettingType.number(0, 16),
                    "0",
                    "Drives of an erasure set; must divide the drives of every pool. 0 chooses the largest size up to 16 that does.");
    public static final Setting<String> STORAGE_CLASS_STANDARD =
            Setting.of(
                    "MINIO_STORAGE_CLASS_STANDARD",
                    SettingType.TEXT,
                    "",
                    "Parity drives of objects of the class STANDARD, as EC:2; at most half of a set. Without it 1 for 2 or 3 drives, 2 for 4 or 5, 3 for 6 or 7, 4 above.");
    public static final Setting<String> STORAGE_CLASS_RRS =
            Setting.of(
                    "MINIO_STORAGE_CLASS_RRS",
                    SettingType.TEXT,
                    "EC:1",
                    "Parity drives of objects of the class REDUCED_REDUNDANCY; not above STANDARD.");
    public static final Setting<Duration> DRIVE_TIMEOUT =
            Setting.of(
                    "MINIO_DRIVE_MAX_TIMEOUT",
                    SettingType.DURATION,
                    "30s",
                    "Deadline of one call to a drive; a drive that misses it is quarantined.");
    public static final Setting<String> CERT_PASSWORD =
            Setting.of(
                    "MINIO_CERT_PASSWD",
                    SettingType.SECRET,
                    "",
                    "Password of encrypted private keys in the certificates folder.");
    public static final Setting<String> KMS_SECRET_KEY =
            Setting.of(
                            "MINIO_KMS_SECRET_KEY",
                            SettingType.SECRET,
                            "",
                            "Key to encrypt with, as NAME:KEY, the key 32 bytes in base64; the default for SSE-S3 and SSE-KMS. Objects of a key that is lost are lost.")
                    .orFromFile();
    public static final Setting<Path> KMS_KEYS_FILE =
            Setting.of(
                    "HOLDFAST_KMS_KEYS_FILE",
                    SettingType.PATH,
                    "",
                    "File with more keys to encrypt with, a line NAME:KEY for each; the first is the default when MINIO_KMS_SECRET_KEY is not set. Read at the start.");
    public static final Setting<Boolean> KMS_AUTO_ENCRYPTION =
            Setting.of(
                    "MINIO_KMS_AUTO_ENCRYPTION",
                    SettingType.SWITCH,
                    "off",
                    "Whether objects of which neither request nor bucket says how to encrypt them get SSE-KMS with the default key; needs one.");
    public static final Setting<Boolean> SSE_C_OVER_HTTP =
            Setting.of(
                    "HOLDFAST_SSE_C_OVER_HTTP",
                    SettingType.SWITCH,
                    "off",
                    "Whether customers' keys (SSE-C) are accepted without TLS, where anybody on the way can read them; for a proxy that ends TLS, and for tests.");
    public static final Setting<Integer> REQUESTS_MAX =
            Setting.of(
                    "MINIO_API_REQUESTS_MAX",
                    SettingType.number(0, 1_000_000),
                    "0",
                    "Requests in flight; one more is answered 503 SlowDown. 0 chooses by the memory there is.");
    public static final Setting<Duration> STALE_UPLOADS_EXPIRY =
            Setting.of(
                    "MINIO_API_STALE_UPLOADS_EXPIRY",
                    SettingType.DURATION,
                    "24h",
                    "A multipart upload that is in progress for so long is aborted; the outcome of one that was completed is kept for so long, or until its bucket goes.");
    public static final Setting<Duration> STALE_UPLOADS_INTERVAL =
            Setting.of(
                    "MINIO_API_STALE_UPLOADS_CLEANUP_INTERVAL",
                    SettingType.DURATION,
                    "6h",
                    "Time between two looks for stale multipart uploads; at least a second.");
    public static final Setting<Duration> IDLE_TIMEOUT =
            Setting.of(
                    "MINIO_IDLE_TIMEOUT",
                    SettingType.DURATION,
                    "30s",
                    "A connection without any traffic for so long is closed.");
    public static final Setting<Duration> SHUTDOWN_TIMEOUT =
            Setting.of(
                    "HOLDFAST_SHUTDOWN_TIMEOUT",
                    SettingType.DURATION,
                    "30s",
                    "How long a stop waits for requests in flight before it cuts them.");
    public static final Setting<LogLevel> LOG_LEVEL =
            Setting.of(
                    "HOLDFAST_LOG_LEVEL",
                    SettingType.oneOf(LogLevel.class),
                    "info",
                    "The least serious messages that are logged.");
    public static final Setting<String> FORCE_START =
            Setting.of(
                    "HOLDFAST_FORCE_START",
                    SettingType.TEXT,
                    "",
                    "Accepts the state that too few drives hold. The value is shown by the start that refuses; it fits that state alone, so that it has no effect on later starts. Changes that these drives missed are given up.");
    public static final Setting<Duration> WATCH_INTERVAL =
            Setting.of(
                    "HOLDFAST_DRIVE_WATCH_INTERVAL",
                    SettingType.DURATION,
                    "2s",
                    "Time between two looks for drives that went, returned or were replaced.");
    public static final Setting<Duration> REGISTRY_TIMEOUT =
            Setting.of(
                    "HOLDFAST_REGISTRY_TIMEOUT",
                    SettingType.DURATION,
                    "10s",
                    "How long a change of buckets or settings may wait for a majority of the drives.");
    public static final Setting<Path> CREDENTIALS_FILE =
            Setting.of(
                    "HOLDFAST_CREDENTIALS_FILE",
                    SettingType.PATH,
                    "holdfast-credentials.txt",
                    "Where root credentials made at random are written, readable by the owner alone, when there is no terminal to show them on.");
    public static final Setting<String> BOOTSTRAP_FILE =
            Setting.of(
                    "HOLDFAST_BOOTSTRAP_FILE",
                    SettingType.TEXT,
                    "",
                    "File of accounts, policies, users and buckets that are to be there, put in place at each start; YAML or JSON.");
    public static final Setting<String> JAVA_OPTIONS =
            Setting.of(
                    "HOLDFAST_JAVA_OPTS",
                    SettingType.TEXT,
                    "",
                    "More options for the Java virtual machine, parted by spaces; read by the launcher.");
    public static final Setting<String> JAVA_HOME =
            Setting.of(
                    "HOLDFAST_JAVA_HOME",
                    SettingType.TEXT,
                    "",
                    "The JDK 25 to run with, before JAVA_HOME and those that are found; read by the launcher of a checkout, and by the library below Java 25.");
    public static final Setting<Integer> HEAP_MIB =
            Setting.of(
                    "HOLDFAST_HEAP_MIB",
                    SettingType.number(32, 1_048_576),
                    "256",
                    "Heap of the Java virtual machine in MiB; read by the launcher.");
    public static final Setting<Integer> DIRECT_MIB =
            Setting.of(
                    "HOLDFAST_DIRECT_MIB",
                    SettingType.number(16, 1_048_576),
                    "512",
                    "Buffers outside the heap in MiB, at most; read by the launcher.");

    public static final Setting<Integer> INDEX_MIB =
            Setting.of(
                    "HOLDFAST_INDEX_MIB",
                    SettingType.number(8, 1_048_576),
                    "96",
                    "Memory outside the heap for the indexes of all drives of the node together, in MiB.");
    public static final Setting<Integer> TRANSFERS =
            Setting.of(
                    "HOLDFAST_TRANSFERS",
                    SettingType.number(2, 65_536),
                    "32",
                    "Stripes of large objects in memory at once, about 2 MiB each; more transfers wait for one.");

    private ServerSettings() {}

    /// All of them, in the order of the settings page.
    public static List<Setting<?>> all() {
        return List.of(
                ROOT_USER,
                ROOT_PASSWORD,
                VOLUMES,
                ADDRESS,
                CONFIG_ENV_FILE,
                REGION,
                DOMAIN,
                CORS_ALLOW_ORIGIN,
                OBJECT_OWNERSHIP,
                WEBSITE_DOMAIN,
                ERASURE_SET_DRIVE_COUNT,
                STORAGE_CLASS_STANDARD,
                STORAGE_CLASS_RRS,
                DRIVE_TIMEOUT,
                CERT_PASSWORD,
                KMS_SECRET_KEY,
                KMS_KEYS_FILE,
                KMS_AUTO_ENCRYPTION,
                SSE_C_OVER_HTTP,
                REQUESTS_MAX,
                STALE_UPLOADS_EXPIRY,
                STALE_UPLOADS_INTERVAL,
                IDLE_TIMEOUT,
                SHUTDOWN_TIMEOUT,
                LOG_LEVEL,
                FORCE_START,
                WATCH_INTERVAL,
                REGISTRY_TIMEOUT,
                CREDENTIALS_FILE,
                BOOTSTRAP_FILE,
                JAVA_OPTIONS,
                JAVA_HOME,
                HEAP_MIB,
                DIRECT_MIB,
                INDEX_MIB,
                TRANSFERS);
    }
}
