package io.holdfast.drive.index;

import java.nio.file.Path;
import org.rocksdb.AbstractEventListener;
import org.rocksdb.FileOperationInfo;
import org.rocksdb.TableFileDeletionInfo;

/// Hands RocksDB's events about files on.
final class FileEvents extends AbstractEventListener {
    private final IndexFiles files;

    FileEvents(IndexFiles files) {
        super(
                EnabledEventCallback.SHOULD_BE_NOTIFIED_ON_FILE_IO,
                EnabledEventCallback.ON_FILE_WRITE_FINISH,
                EnabledEventCallback.ON_FILE_SYNC_FINISH,
                EnabledEventCallback.ON_TABLE_FILE_DELETED);
        this.files = files;
    }

    @Override
    public boolean shouldBeNotifiedOnFileIO() {
        return true;
    }

    @Override
    public void onFileWriteFinish(FileOperationInfo info) {
        files.written(Path.of(info.getPath()), info.getLength());
    }

    @Override
    public void onFileSyncFinish(FileOperationInfo info) {
        files.synced(Path.of(info.getPath()));
    }

    @Override
    public void onTableFileDeleted(TableFileDeletionInfo info) {
        files.deleted(Path.of(info.getFilePath()));
    }
}
