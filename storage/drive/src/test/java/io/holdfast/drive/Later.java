package io.holdfast.drive;

/// Who runs the work of simulated drives, and when. {@link #threads} is real time; {@link
/// SteppedTime} puts every event under the test's control.
public interface Later {
    /// Runs the task once, after the delay.
    void run(long delayNs, Runnable task);

    /// Each task on a virtual thread of its own.
    static Later threads() {
        return (delayNs, task) ->
                Thread.startVirtualThread(
                        () -> {
                            try {
                                if (delayNs > 0) {
                                    Thread.sleep(delayNs / 1_000_000, (int) (delayNs % 1_000_000));
                                }
                                task.run();
                            } catch (InterruptedException e) {
                                Thread.currentThread().interrupt();
                            }
                        });
    }
}
