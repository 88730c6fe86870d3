package io.holdfast.embedded;

import io.holdfast.cluster.Cluster;
import io.holdfast.library.HoldfastException;
import io.holdfast.library.ServerEngine;
import io.holdfast.library.ServerEngine.Verb;
import io.holdfast.object.ObjectName;
import io.holdfast.object.ShardPlace;
import io.holdfast.object.StoreException;
import io.holdfast.server.HostedNode;
import java.io.IOException;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;

/// One server in this JVM: does what it is asked for by words. Any thread; one call at a time.
final class EmbeddedControl implements ServerEngine.Control {
    private static final long DRAIN_MS = 5_000;

    private final HostedNode node;
    private final List<ServedDrive> drives;
    private final MovedClock clock;
    private final Door door;
    private final String host;
    private final AtomicBoolean isClosed = new AtomicBoolean();

    EmbeddedControl(
            HostedNode node, List<ServedDrive> drives, MovedClock clock, Door door, String host) {
        this.node = node;
        this.drives = drives;
        this.clock = clock;
        this.door = door;
        this.host = host;
    }

    @Override
    public synchronized List<String> call(Verb verb, List<String> words) {
        if (isClosed.get()) {
            throw new HoldfastException("The server has been stopped.");
        }
        try {
            return answer(verb, words);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new HoldfastException("interrupted: " + verb, e);
        } catch (IOException | StoreException e) {
            throw new HoldfastException(verb + " failed: " + e.getMessage(), e);
        }
    }

    private List<String> answer(Verb verb, List<String> words)
            throws IOException, StoreException, InterruptedException {
        Cluster cluster = node.cluster();
        switch (verb) {
            case ENDPOINT -> {
                String scheme = node.isSecure() ? "https://" : "http://";
                return List.of(scheme + host + ":" + node.port());
            }
            case DRIVES -> {
                return drives.stream().map(drive -> drive.standing(cluster).name()).toList();
            }
            case TIME -> {
                return List.of(Long.toString(clock.wallMs()));
            }
            case LOSE -> drive(words).lose(cluster);
            case SLOW -> drive(words).slow(Long.parseLong(words.get(1)));
            case FILL -> drive(words).fill(cluster);
            case RESTORE -> drive(words).restore(cluster);
            case ROT -> rot(words.get(0), words.get(1), Integer.parseInt(words.get(2)));
            case REFUSE ->
                    door.add(
                            count(words),
                            new Door.Trouble.Refusing(
                                    Integer.parseInt(words.get(1)), words.get(2)));
            case DELAY ->
                    door.add(count(words), new Door.Trouble.Delaying(Long.parseLong(words.get(1))));
            case CUT -> door.add(count(words), new Door.Trouble.Cutting());
            case LATENCY -> door.setLatencyMs(Long.parseLong(words.get(0)));
            case CALM -> {
                door.calm();
                for (ServedDrive drive : drives) {
                    drive.restore(cluster);
                }
            }
            case ADVANCE -> clock.advance(Long.parseLong(words.get(0)));
        }
        return List.of();
    }

    private static int count(List<String> words) {
        return Integer.parseInt(words.get(0));
    }

    private ServedDrive drive(List<String> words) {
        int index = Integer.parseInt(words.get(0));
        if (index < 0 || index >= drives.size()) {
            throw new HoldfastException(
                    "There is no drive %d: they are 0 to %d.".formatted(index, drives.size() - 1));
        }
        return drives.get(index);
    }

    private void rot(String bucket, String key, int count)
            throws IOException, StoreException, InterruptedException {
        List<ShardPlace> places = node.shardPlaces(new ObjectName(bucket, key));
        List<String> holders = places.stream().map(ShardPlace::drive).distinct().toList();
        if (holders.size() < count) {
            throw new HoldfastException(
                    "Only %d drives hold a part of %s/%s.".formatted(holders.size(), bucket, key));
        }
        List<String> spoiled = holders.subList(0, count);
        for (ShardPlace place : places) {
            if (spoiled.contains(place.drive())) {
                Rot.spoil(place);
            }
        }
    }

    @Override
    public void close() {
        if (isClosed.compareAndSet(false, true)) {
            drives.forEach(drive -> drive.slow(0)); // what is held back would be waited for
            door.calm();
            node.stop(DRAIN_MS);
        }
    }
}
