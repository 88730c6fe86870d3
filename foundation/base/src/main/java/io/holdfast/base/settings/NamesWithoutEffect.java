package io.holdfast.base.settings;

import java.util.List;

/// Names that MinIO knows and this version accepts without doing anything with them: whoever moves
/// a deployment over keeps the environment, and is told what does not work yet.
final class NamesWithoutEffect {
    static final List<String> NAMES =
            List.of(
                    "MINIO_BROWSER",
                    "MINIO_CALLHOME_ENABLE",
                    "MINIO_CI_CD",
                    "MINIO_CONFIG",
                    "MINIO_CONN_USER_TIMEOUT",
                    "MINIO_CONSOLE_ADDRESS",
                    "MINIO_DNS_CACHE_TTL",
                    "MINIO_DNS_WEBHOOK_ENDPOINT",
                    "MINIO_FS_OSYNC",
                    "MINIO_INTERFACE",
                    "MINIO_LISTENERS",
                    "MINIO_LOG_QUERY_AUTH_TOKEN",
                    "MINIO_LOG_QUERY_URL",
                    "MINIO_MEMLIMIT",
                    "MINIO_NTP_SERVER",
                    "MINIO_OPERATOR_VERSION",
                    "MINIO_PUBLIC_IPS",
                    "MINIO_READ_HEADER_TIMEOUT",
                    "MINIO_ROOTDISK_THRESHOLD_SIZE",
                    "MINIO_ROOTDRIVE_THRESHOLD_SIZE",
                    "MINIO_SERVER_DEBUG",
                    "MINIO_SERVER_URL",
                    "MINIO_SITE_NAME",
                    "MINIO_STORAGE_CLASS_INLINE_BLOCK",
                    "MINIO_STORAGE_CLASS_OPTIMIZE",
                    "MINIO_STS_DURATION",
                    "MINIO_SYNC_BOOT",
                    "MINIO_WORM");

    /// Read by what starts the server: the unit of a service makes arguments of it.
    static final String OF_THE_SERVICE = "MINIO_OPTS";

    /// All names that start so, with or without a target behind.
    static final List<String> FAMILIES =
            List.of(
                    "MINIO_API_",
                    "MINIO_AUDIT_",
                    "MINIO_BATCH_",
                    "MINIO_BROWSER_",
                    "MINIO_COMPRESSION_",
                    "MINIO_CONSOLE_",
                    "MINIO_DRIVE_",
                    "MINIO_ETCD_",
                    "MINIO_HEAL_",
                    "MINIO_IDENTITY_",
                    "MINIO_ILM_",
                    "MINIO_KMS_",
                    "MINIO_LAMBDA_",
                    "MINIO_LOGGER_",
                    "MINIO_NOTIFY_",
                    "MINIO_POLICY_",
                    "MINIO_PROMETHEUS_",
                    "MINIO_SCANNER_",
                    "MINIO_SUBNET_",
                    "MINIO_UPDATE");

    private NamesWithoutEffect() {}

    static boolean contains(String name) {
        return NAMES.contains(name) || FAMILIES.stream().anyMatch(name::startsWith);
    }
}
