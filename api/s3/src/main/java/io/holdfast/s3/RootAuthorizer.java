package io.holdfast.s3;

import io.holdfast.base.ports.Access;
import io.holdfast.base.ports.Authorizer;
import io.holdfast.base.ports.Caller;
import io.holdfast.base.ports.Decision;

/// Root may do everything, everybody else nothing.
public final class RootAuthorizer implements Authorizer {
    @Override
    public Decision authorize(Access access) {
        return switch (access.caller()) {
            case Caller.Signed signed -> signed.isRoot() ? Decision.ALLOWED : Decision.DENIED;
            case Caller.Anonymous _ -> Decision.DENIED;
        };
    }
}
