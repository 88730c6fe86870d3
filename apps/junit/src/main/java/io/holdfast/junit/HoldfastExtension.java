package io.holdfast.junit;

import io.holdfast.library.HoldfastConfig;
import io.holdfast.library.HoldfastServer;
import java.lang.reflect.Field;
import java.lang.reflect.Modifier;
import java.lang.reflect.Parameter;
import java.util.Optional;
import org.junit.jupiter.api.extension.AfterAllCallback;
import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ExtensionContext.Namespace;
import org.junit.jupiter.api.extension.ExtensionContext.Store;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;

/// What {@link HoldfastTest} does. Stateless: the server of a class lies in the class's store.
public final class HoldfastExtension
        implements BeforeAllCallback, ParameterResolver, AfterEachCallback, AfterAllCallback {
    private static final Namespace NAMESPACE = Namespace.create(HoldfastExtension.class);

    @Override
    public void beforeAll(ExtensionContext context) throws IllegalAccessException {
        Class<?> tests = context.getRequiredTestClass();
        for (Class<?> at = tests; at != null; at = at.getSuperclass()) {
            for (Field field : at.getDeclaredFields()) {
                if (isForServer(field)) {
                    field.setAccessible(true);
                    field.set(null, served(context).server());
                }
            }
        }
    }

    /// A final one is the class's own matter.
    private static boolean isForServer(Field field) {
        return field.getType() == HoldfastServer.class
                && Modifier.isStatic(field.getModifiers())
                && !Modifier.isFinal(field.getModifiers());
    }

    @Override
    public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
        return Injection.of(parameter.getParameter()).isPresent();
    }

    @Override
    public Object resolveParameter(ParameterContext parameter, ExtensionContext context) {
        Parameter wanted = parameter.getParameter();
        return Injection.of(wanted).orElseThrow().apply(served(context), wanted);
    }

    /// By get and put: what computes a value in one step has another name in each JUnit.
    private static synchronized ServedClass served(ExtensionContext context) {
        ExtensionContext owner = owner(context);
        ServedClass present = store(owner).get(ServedClass.class, ServedClass.class);
        if (present != null) {
            return present;
        }
        ServedClass started = ServedClass.start(config(owner.getRequiredTestClass()));
        store(owner).put(ServedClass.class, started);
        return started;
    }

    /// The outermost class of a test that has the annotation: classes nested in it share its
    /// server.
    private static ExtensionContext owner(ExtensionContext context) {
        ExtensionContext owner = context;
        for (Optional<ExtensionContext> at = Optional.of(context);
                at.isPresent();
                at = at.get().getParent()) {
            ExtensionContext here = at.get();
            boolean isClass = here.getTestMethod().isEmpty() && here.getTestClass().isPresent();
            if (isClass && isAnnotated(here.getRequiredTestClass())) {
                owner = here;
            }
        }
        return owner;
    }

    private static boolean isAnnotated(Class<?> type) {
        return type.isAnnotationPresent(HoldfastTest.class);
    }

    private static Store store(ExtensionContext context) {
        return context.getStore(NAMESPACE);
    }

    private static HoldfastConfig config(Class<?> type) {
        HoldfastTest wanted = type.getAnnotation(HoldfastTest.class);
        if (wanted == null) {
            return HoldfastConfig.small(); // the extension was registered without the annotation
        }
        HoldfastConfig config =
                HoldfastConfig.small().withDrives(wanted.drives()).withLaunch(wanted.launch());
        for (String setting : wanted.settings()) {
            int equals = setting.indexOf('=');
            if (equals < 1) {
                throw new IllegalArgumentException(
                        "a setting is written NAME=value: \"" + setting + "\"");
            }
            config =
                    config.withSetting(setting.substring(0, equals), setting.substring(equals + 1));
        }
        return config;
    }

    @Override
    public void afterEach(ExtensionContext context) {
        ServedClass served = store(owner(context)).get(ServedClass.class, ServedClass.class);
        if (served != null) {
            served.server().faults().calm();
        }
    }

    @Override
    public void afterAll(ExtensionContext context) throws Exception {
        if (!owner(context).equals(context)) {
            return;
        }
        ServedClass served = store(context).remove(ServedClass.class, ServedClass.class);
        if (served != null) {
            served.close();
        }
    }
}
