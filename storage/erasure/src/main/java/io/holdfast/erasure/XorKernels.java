package io.holdfast.erasure;

import java.lang.System.Logger.Level;

/// Chooses the kernel, once per process.
final class XorKernels {
    static final XorKernel BEST = choose(ModuleLayer.boot());

    private XorKernels() {}

    /// The vector kernel where the incubating module is enabled; else the scalar one, with a
    /// warning, since it costs CPU at every request and is cured by one option of the JVM.
    static XorKernel choose(ModuleLayer layer) {
        if (layer.findModule("jdk.incubator.vector").isPresent()) {
            return new VectorXorKernel();
        }
        System.getLogger("io.holdfast.erasure")
                .log(
                        Level.WARNING,
                        "Erasure coding runs without the Vector API, hence slower;"
                                + " start Java with --add-modules jdk.incubator.vector");
        return new ScalarXorKernel();
    }
}
