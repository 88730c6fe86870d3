package io.holdfast.simulation.powercut;

import io.holdfast.object.ObjectStore;
import io.holdfast.object.OpenObject;
import io.holdfast.simulation.OpenRequests;
import io.holdfast.simulation.Server;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/// An engine on threads of the machine. Whoever touches what clients know holds the turn, and lets
/// it go while a request is under way; an answer that comes after the death was not heard.
final class LiveServer implements Server {
    private final ReentrantLock turn;
    private final int number;
    private final ObjectStore engine;
    private final ObjectStore store;
    private final OpenRequests requests = new OpenRequests();
    private boolean hasServed;
    private volatile boolean isDead;

    /// Ends what a client does when its server is dead.
    static final class Died extends RuntimeException {
        private static final long serialVersionUID = 1L;
    }

    LiveServer(ReentrantLock turn, int number, ObjectStore engine) {
        this.turn = turn;
        this.number = number;
        this.engine = engine;
        this.store = letsGo(ObjectStore.class, engine);
    }

    private <T> T letsGo(Class<T> type, Object target) {
        return type.cast(
                Proxy.newProxyInstance(
                        type.getClassLoader(),
                        new Class<?>[] {type},
                        (_, method, arguments) -> request(target, method, arguments)));
    }

    private @Nullable Object request(Object target, Method method, Object @Nullable [] arguments)
            throws Throwable {
        Object answer = null;
        Throwable refusal = null;
        turn.unlock();
        try {
            answer = method.invoke(target, arguments);
        } catch (InvocationTargetException e) {
            refusal = e.getCause();
        } finally {
            turn.lock();
        }
        if (isDead) {
            if (answer instanceof OpenObject open) {
                open.close();
            }
            throw new Died();
        }
        if (refusal != null) {
            throw refusal;
        }
        return answer instanceof OpenObject ? letsGo(OpenObject.class, answer) : answer;
    }

    @Override
    public boolean call(String what, Work work) throws InterruptedException {
        if (isDead) {
            return false;
        }
        try {
            work.run();
            return !isDead;
        } catch (Died e) {
            return false;
        } catch (InterruptedException | RuntimeException e) {
            throw e;
        } catch (Exception e) {
            throw new IllegalStateException(what, e);
        }
    }

    @Override
    public boolean isAlive() {
        return !isDead;
    }

    @Override
    public int number() {
        return number;
    }

    @Override
    public int served() {
        if (!hasServed && engine.whyReadOnly().isEmpty()) {
            hasServed = true;
        }
        return hasServed ? number : 0;
    }

    @Override
    public ObjectStore store() {
        return store;
    }

    @Override
    public OpenRequests requests() {
        return requests;
    }

    /// In a turn: what was asked stays without an answer.
    void die() {
        isDead = true;
        requests.lose();
    }
}
