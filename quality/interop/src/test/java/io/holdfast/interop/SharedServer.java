package io.holdfast.interop;

import java.io.IOException;
import org.junit.jupiter.api.extension.AfterTestExecutionCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ExtensionContext.Namespace;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;

/// One server for all suites that only talk to it: gives each the parameter [Endpoint], and prints
/// the server's log after a test that failed.
public final class SharedServer implements ParameterResolver, AfterTestExecutionCallback {
    private static final Namespace NAMESPACE = Namespace.create(SharedServer.class);

    @Override
    public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
        return parameter.getParameter().getType() == Endpoint.class;
    }

    @Override
    public Endpoint resolveParameter(ParameterContext parameter, ExtensionContext context) {
        return shared(context).endpoint();
    }

    @Override
    public void afterTestExecution(ExtensionContext context) {
        if (context.getExecutionException().isPresent()) {
            IO.println(context.getDisplayName() + " failed; the server said:");
            IO.println(shared(context).server().logTail());
        }
    }

    /// The root store closes the deployment after the last suite.
    private static Deployment shared(ExtensionContext context) {
        return context.getRoot()
                .getStore(NAMESPACE)
                .computeIfAbsent("server", key -> startShared(), Deployment.class);
    }

    private static Deployment startShared() {
        try {
            return Deployment.create("shared").start();
        } catch (IOException e) {
            throw new AssertionError(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError(e);
        }
    }
}
