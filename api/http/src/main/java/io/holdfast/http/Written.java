package io.holdfast.http;

import io.holdfast.base.Pending;
import java.util.Optional;
import org.eclipse.jetty.util.Callback;

/// The end of one write, delivered by Jetty and awaited by the request's thread.
final class Written implements Callback {
    private final Pending<Optional<Throwable>> outcome = new Pending<>();

    @Override
    public void succeeded() {
        outcome.complete(Optional.empty());
    }

    @Override
    public void failed(Throwable failure) {
        outcome.complete(Optional.of(failure));
    }

    @Override
    public InvocationType getInvocationType() {
        return InvocationType.NON_BLOCKING;
    }

    Pending<Optional<Throwable>> outcome() {
        return outcome;
    }
}
