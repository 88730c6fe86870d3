package io.holdfast.fuzz;

import com.code_intelligence.jazzer.junit.FuzzTest;

/// The long form, led by coverage: `quality/fuzz/hours`. In an ordinary build each method runs on
/// the inputs in its folder `ParserFuzzTestInputs` of the resources, where findings are kept.
final class ParserFuzzTest {
    @FuzzTest
    void authorization(byte[] input) throws Exception {
        Targets.named("authorization").run(input);
    }

    @FuzzTest
    void batchHeader(byte[] input) throws Exception {
        Targets.named("batchHeader").run(input);
    }

    @FuzzTest
    void bootstrapFile(byte[] input) throws Exception {
        Targets.named("bootstrapFile").run(input);
    }

    @FuzzTest
    void bucketPolicy(byte[] input) throws Exception {
        Targets.named("bucketPolicy").run(input);
    }

    @FuzzTest
    void bucketRecord(byte[] input) throws Exception {
        Targets.named("bucketRecord").run(input);
    }

    @FuzzTest
    void chunks(byte[] input) throws Exception {
        Targets.named("chunks").run(input);
    }

    @FuzzTest
    void commandLine(byte[] input) throws Exception {
        Targets.named("commandLine").run(input);
    }

    @FuzzTest
    void connection(byte[] input) throws Exception {
        Targets.named("connection").run(input);
    }

    @FuzzTest
    void dates(byte[] input) throws Exception {
        Targets.named("dates").run(input);
    }

    @FuzzTest
    void der(byte[] input) throws Exception {
        Targets.named("der").run(input);
    }

    @FuzzTest
    void driveArguments(byte[] input) throws Exception {
        Targets.named("driveArguments").run(input);
    }

    @FuzzTest
    void driveRows(byte[] input) throws Exception {
        Targets.named("driveRows").run(input);
    }

    @FuzzTest
    void fanOutList(byte[] input) throws Exception {
        Targets.named("fanOutList").run(input);
    }

    @FuzzTest
    void formHead(byte[] input) throws Exception {
        Targets.named("formHead").run(input);
    }

    @FuzzTest
    void formParts(byte[] input) throws Exception {
        Targets.named("formParts").run(input);
    }

    @FuzzTest
    void formPolicy(byte[] input) throws Exception {
        Targets.named("formPolicy").run(input);
    }

    @FuzzTest
    void formPolicyText(byte[] input) throws Exception {
        Targets.named("formPolicyText").run(input);
    }

    @FuzzTest
    void identity(byte[] input) throws Exception {
        Targets.named("identity").run(input);
    }

    @FuzzTest
    void identityPolicy(byte[] input) throws Exception {
        Targets.named("identityPolicy").run(input);
    }

    @FuzzTest
    void identityRecord(byte[] input) throws Exception {
        Targets.named("identityRecord").run(input);
    }

    @FuzzTest
    void journalEntry(byte[] input) throws Exception {
        Targets.named("journalEntry").run(input);
    }

    @FuzzTest
    void keyLines(byte[] input) throws Exception {
        Targets.named("keyLines").run(input);
    }

    @FuzzTest
    void lifecycleDocument(byte[] input) throws Exception {
        Targets.named("lifecycleDocument").run(input);
    }

    @FuzzTest
    void listenAddress(byte[] input) throws Exception {
        Targets.named("listenAddress").run(input);
    }

    @FuzzTest
    void logItems(byte[] input) throws Exception {
        Targets.named("logItems").run(input);
    }

    @FuzzTest
    void logWalk(byte[] input) throws Exception {
        Targets.named("logWalk").run(input);
    }

    @FuzzTest
    void logWalkForged(byte[] input) throws Exception {
        Targets.named("logWalkForged").run(input);
    }

    @FuzzTest
    void manifestTail(byte[] input) throws Exception {
        Targets.named("manifestTail").run(input);
    }

    @FuzzTest
    void notificationDocument(byte[] input) throws Exception {
        Targets.named("notificationDocument").run(input);
    }

    @FuzzTest
    void operations(byte[] input) throws Exception {
        Targets.named("operations").run(input);
    }

    @FuzzTest
    void partRecord(byte[] input) throws Exception {
        Targets.named("partRecord").run(input);
    }

    @FuzzTest
    void partTable(byte[] input) throws Exception {
        Targets.named("partTable").run(input);
    }

    @FuzzTest
    void percent(byte[] input) throws Exception {
        Targets.named("percent").run(input);
    }

    @FuzzTest
    void presigned(byte[] input) throws Exception {
        Targets.named("presigned").run(input);
    }

    @FuzzTest
    void privateKey(byte[] input) throws Exception {
        Targets.named("privateKey").run(input);
    }

    @FuzzTest
    void query(byte[] input) throws Exception {
        Targets.named("query").run(input);
    }

    @FuzzTest
    void registryFile(byte[] input) throws Exception {
        Targets.named("registryFile").run(input);
    }

    @FuzzTest
    void registryRecord(byte[] input) throws Exception {
        Targets.named("registryRecord").run(input);
    }

    @FuzzTest
    void renameIntent(byte[] input) throws Exception {
        Targets.named("renameIntent").run(input);
    }

    @FuzzTest
    void replicationDocument(byte[] input) throws Exception {
        Targets.named("replicationDocument").run(input);
    }

    @FuzzTest
    void request(byte[] input) throws Exception {
        Targets.named("request").run(input);
    }

    @FuzzTest
    void rowImage(byte[] input) throws Exception {
        Targets.named("rowImage").run(input);
    }

    @FuzzTest
    void sealedPackages(byte[] input) throws Exception {
        Targets.named("sealedPackages").run(input);
    }

    @FuzzTest
    void segmentHeader(byte[] input) throws Exception {
        Targets.named("segmentHeader").run(input);
    }

    @FuzzTest
    void setRecord(byte[] input) throws Exception {
        Targets.named("setRecord").run(input);
    }

    @FuzzTest
    void settings(byte[] input) throws Exception {
        Targets.named("settings").run(input);
    }

    @FuzzTest
    void settingsFile(byte[] input) throws Exception {
        Targets.named("settingsFile").run(input);
    }

    @FuzzTest
    void shardFile(byte[] input) throws Exception {
        Targets.named("shardFile").run(input);
    }

    @FuzzTest
    void shardRow(byte[] input) throws Exception {
        Targets.named("shardRow").run(input);
    }

    @FuzzTest
    void slotRecord(byte[] input) throws Exception {
        Targets.named("slotRecord").run(input);
    }

    @FuzzTest
    void startRecord(byte[] input) throws Exception {
        Targets.named("startRecord").run(input);
    }

    @FuzzTest
    void storageClass(byte[] input) throws Exception {
        Targets.named("storageClass").run(input);
    }

    @FuzzTest
    void tagDocument(byte[] input) throws Exception {
        Targets.named("tagDocument").run(input);
    }

    @FuzzTest
    void tagField(byte[] input) throws Exception {
        Targets.named("tagField").run(input);
    }

    @FuzzTest
    void tar(byte[] input) throws Exception {
        Targets.named("tar").run(input);
    }

    @FuzzTest
    void uploadRecord(byte[] input) throws Exception {
        Targets.named("uploadRecord").run(input);
    }

    @FuzzTest
    void versionRecord(byte[] input) throws Exception {
        Targets.named("versionRecord").run(input);
    }

    @FuzzTest
    void wrappedKey(byte[] input) throws Exception {
        Targets.named("wrappedKey").run(input);
    }

    @FuzzTest
    void xml(byte[] input) throws Exception {
        Targets.named("xml").run(input);
    }

    @FuzzTest
    void zip(byte[] input) throws Exception {
        Targets.named("zip").run(input);
    }
}
