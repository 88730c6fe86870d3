package io.holdfast.simulation;

/// Runs one seed again and prints everything about its failure.
final class Replay {
    private Replay() {}

    @SuppressWarnings("SystemOut") // a program for the command line
    public static void main(String[] arguments) {
        long seed = Search.option(arguments, "seed", 1);
        Script script = Script.draw(seed);
        System.out.println(script.setup());
        Outcome outcome = Outcome.of(script);
        System.out.println("digest " + Long.toHexString(outcome.digest()) + "; " + outcome.stats());
        outcome.failure().ifPresent(Throwable::printStackTrace);
    }
}
