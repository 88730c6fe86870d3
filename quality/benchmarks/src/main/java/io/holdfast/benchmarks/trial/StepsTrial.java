package io.holdfast.benchmarks.trial;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.holdfast.benchmarks.ErasureBenchmark;
import io.holdfast.benchmarks.Md5Benchmark;
import io.holdfast.benchmarks.S3Benchmark;
import io.holdfast.benchmarks.load.Options;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.file.Path;
import java.util.Collection;
import org.openjdk.jmh.results.RunResult;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.format.OutputFormat;
import org.openjdk.jmh.runner.format.OutputFormatFactory;
import org.openjdk.jmh.runner.options.ChainedOptionsBuilder;
import org.openjdk.jmh.runner.options.OptionsBuilder;
import org.openjdk.jmh.runner.options.TimeValue;
import org.openjdk.jmh.runner.options.VerboseMode;

/// Single steps of a request on one core, by the micro-benchmarks, against their bars.
///
/// Options: `seconds=0` of each of three iterations, 0 for what the benchmark itself asks for.
final class StepsTrial implements Main.Trial {
    private static final Bar CODING = Bar.atLeast(6);
    private static final Bar DIGEST = Bar.atLeast(2);
    private static final Bar SIGNATURE = Bar.atMost(15);
    private static final double GB_PER_MIB = (1 << 20) / 1e9;
    private static final int STREAMS = 8;
    private static final int MIB_OF_AN_UPLOAD = 10;

    @Override
    public void run(Options options, Path work) throws IOException {
        Page.title("Single steps");
        int seconds = options.number("seconds", 0);
        Page.head("", "median figure", "unit");
        double encode = coding("encode", seconds);
        double one = coding("rebuildOne", seconds);
        double most = coding("rebuildMost", seconds);
        double md5 =
                score(Md5Benchmark.class, "engine", seconds, "streams", "" + STREAMS)
                        * STREAMS
                        * MIB_OF_AN_UPLOAD
                        * GB_PER_MIB;
        Page.row("MD5 of " + STREAMS + " uploads at once", md5, "GB/s in all");
        double unsigned = list("none", 0, seconds);
        double signed = list("presigned", 0, seconds);
        double page = list("presigned", 1_000, seconds);
        Page.row("API, empty page, unsigned", unsigned, "µs");
        Page.row("API, empty page, presigned", signed, "µs");
        Page.row("API, page of 1,000 keys, presigned", page, "µs");
        Page.end();
        Page.bar("encode 4+2, GB/s of data", encode, CODING);
        Page.bar("rebuild one shard of 4+2, GB/s of data", one, CODING);
        Page.bar("rebuild two shards of 4+2, GB/s of data", most, CODING);
        Page.bar("MD5 of 8 streams, GB/s", md5, DIGEST);
        Page.bar("verifying a signature, µs (signed less unsigned)", signed - unsigned, SIGNATURE);
        Page.end();
        Page.text("XML of a page of 1,000 keys: %.0f µs.".formatted(page - signed));
    }

    private static double coding(String method, int seconds) throws IOException {
        double rate =
                GB_PER_MIB * score(ErasureBenchmark.class, method, seconds, "geometry", "4+2");
        Page.row("4+2 " + method, rate, "GB/s of data");
        return rate;
    }

    private static double list(String signature, int entries, int seconds) throws IOException {
        return score(
                S3Benchmark.class,
                "list",
                seconds,
                "signature",
                signature,
                "entries",
                Integer.toString(entries));
    }

    /// Runs one benchmark in a virtual machine of its own with the options of this one.
    ///
    /// @param parameters names and values
    private static double score(Class<?> type, String method, int seconds, String... parameters)
            throws IOException {
        Page.progress("%s.%s", type.getSimpleName(), method);
        ChainedOptionsBuilder options =
                new OptionsBuilder()
                        .include("\\." + type.getSimpleName() + "\\." + method + "$")
                        .verbosity(VerboseMode.SILENT);
        for (int i = 0; i < parameters.length; i += 2) {
            options.param(parameters[i], parameters[i + 1]);
        }
        if (seconds > 0) {
            options.warmupTime(TimeValue.seconds(seconds))
                    .measurementTime(TimeValue.seconds(seconds));
        }
        try {
            // What the forked machine warns of would stand between the lines of the table.
            OutputFormat nothing =
                    OutputFormatFactory.createFormatInstance(
                            new PrintStream(OutputStream.nullOutputStream(), false, UTF_8),
                            VerboseMode.SILENT);
            Collection<RunResult> results = new Runner(options.build(), nothing).run();
            return results.iterator().next().getPrimaryResult().getStatistics().getPercentile(50);
        } catch (RunnerException e) {
            throw new IOException(e);
        }
    }
}
