package io.holdfast.s3.sign;

import io.holdfast.base.ports.Caller;

/// A verified request: who sent it, and how its body is verified while it is read.
public record Authentication(Caller caller, BodySeal seal) {}
