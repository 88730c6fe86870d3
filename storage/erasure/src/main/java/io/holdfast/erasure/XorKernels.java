package io.holdfast.erasure;

/// Chooses the kernel once per process.
final class XorKernels {
    static final XorKernel BEST = new ScalarXorKernel();

    private XorKernels() {}
}
