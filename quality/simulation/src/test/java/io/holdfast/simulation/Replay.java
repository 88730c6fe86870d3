package io.holdfast.simulation;

/// Runs one seed again and prints everything about its failure, made short first.
final class Replay {
    private Replay() {}

    @SuppressWarnings("SystemOut") // a program for the command line
    public static void main(String[] arguments) {
        Script script = Script.draw(Search.option(arguments, "seed", 1));
        System.out.println(script.setup());
        Outcome outcome = Outcome.of(script);
        System.out.println("digest " + Long.toHexString(outcome.digest()) + "; " + outcome.stats());
        if (outcome.failure().isEmpty()) {
            System.out.println("nothing found");
            return;
        }
        System.out.println(outcome.summary());
        if (Search.option(arguments, "shrink", 1) != 0) {
            script = Shrinker.shrink(script, Outcome::of);
            System.out.println("in " + script.steps().size() + " steps:");
            script.steps().forEach(step -> System.out.println("  " + step));
            outcome = Outcome.of(script);
        }
        outcome.failure().ifPresent(Throwable::printStackTrace);
    }
}
