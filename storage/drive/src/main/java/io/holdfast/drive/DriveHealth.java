package io.holdfast.drive;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Whether a drive takes calls. A stalled drive is out until a probe succeeds: then it reads again,
/// and serves again once a leader says HELLO. A drive that failed is out until it is opened anew.
/// Any thread.
final class DriveHealth {
    private static final Logger log = LoggerFactory.getLogger(DriveHealth.class);

    private final String name;
    private final List<Consumer<DriveFault>> listeners = new CopyOnWriteArrayList<>();
    private DriveStatus status = new DriveStatus.Serving();
    private boolean isProbed;

    DriveHealth(String name) {
        this.name = name;
    }

    /// Called, by the thread that found the trouble, whenever calls in flight are to be given up.
    void onOut(Consumer<DriveFault> listener) {
        listeners.add(listener);
    }

    synchronized DriveStatus status() {
        return status;
    }

    /// Why reads are refused, or null when they are not.
    synchronized @Nullable DriveFault readFault() {
        return isProbed ? null : fault();
    }

    /// Why writes are refused, or null when they are not.
    synchronized @Nullable DriveFault writeFault() {
        return fault();
    }

    synchronized boolean isStalled() {
        return status instanceof DriveStatus.Quarantined(DriveFault why)
                && why.kind() == DriveFault.Kind.STALLED;
    }

    /// Takes the drive out.
    void quarantine(DriveFault fault) {
        synchronized (this) {
            boolean isServing = status instanceof DriveStatus.Serving;
            boolean isWorse = isStalled() && fault.kind() != DriveFault.Kind.STALLED;
            boolean isStalledAgain = isStalled() && isProbed;
            if (!isServing && !isWorse && !isStalledAgain) {
                return;
            }
            status = new DriveStatus.Quarantined(fault);
            isProbed = false;
        }
        log.error("drive {} is quarantined: {} {}", name, fault.kind(), fault.detail());
        listeners.forEach(listener -> listener.accept(fault));
    }

    /// A probe of a stalled drive came back.
    synchronized void probed() {
        if (isStalled() && !isProbed) {
            isProbed = true;
            log.warn("drive {} answers again; it serves reads", name);
        }
    }

    /// A leader begins anew: a probed drive serves again.
    synchronized void greet() {
        if (isProbed) {
            isProbed = false;
            status = new DriveStatus.Serving();
            log.warn("drive {} serves again", name);
        }
    }

    /// Ends it.
    ///
    /// @return false when it was closed already
    boolean close() {
        synchronized (this) {
            if (status instanceof DriveStatus.Closed) {
                return false;
            }
            status = new DriveStatus.Closed();
            isProbed = false;
        }
        return true;
    }

    void giveUpCalls() {
        DriveFault fault = Faults.closed(name);
        listeners.forEach(listener -> listener.accept(fault));
    }

    private @Nullable DriveFault fault() {
        return switch (status) {
            case DriveStatus.Serving _ -> null;
            case DriveStatus.Quarantined(DriveFault why) -> why;
            case DriveStatus.Closed _ -> Faults.closed(name);
        };
    }
}
