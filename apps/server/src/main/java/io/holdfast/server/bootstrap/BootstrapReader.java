package io.holdfast.server.bootstrap;

import io.holdfast.iam.Identities;
import io.holdfast.iam.IdentityException;
import io.holdfast.iam.IdentityRecord;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.api.lowlevel.Compose;
import org.snakeyaml.engine.v2.api.lowlevel.Parse;
import org.snakeyaml.engine.v2.events.CollectionEndEvent;
import org.snakeyaml.engine.v2.events.CollectionStartEvent;
import org.snakeyaml.engine.v2.events.Event;
import org.snakeyaml.engine.v2.exceptions.MarkedYamlEngineException;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;
import org.snakeyaml.engine.v2.nodes.Node;

/// Reads a bootstrap file, YAML 1.2 or JSON [docs/operating/bootstrap.md]. Touches nothing but
/// files and variables that it names.
public final class BootstrapReader {
    private static final long FILE_BYTES_MAX = 4 << 20;

    /// A condition in a statement in a policy is ten deep.
    private static final int DEPTH_MAX = 32;

    private final Problems problems;
    private final Map<String, String> accountIds = new HashMap<>();
    private final List<Bootstrap.Identity> identities = new ArrayList<>();

    private BootstrapReader(Problems problems) {
        this.problems = problems;
    }

    /// Reads a file.
    ///
    /// @param environment in which `{env: …}` is looked up
    /// @throws BootstrapException all that is wrong, each with its line
    public static Bootstrap read(Path file, Map<String, String> environment)
            throws BootstrapException {
        String text;
        try {
            if (Files.size(file) > FILE_BYTES_MAX) {
                throw new IOException("it is larger than 4 MiB");
            }
            text = Files.readString(file);
        } catch (IOException e) {
            throw new BootstrapException(
                    List.of("The bootstrap file %s cannot be read (%s).".formatted(file, e)));
        }
        Path folder = file.toAbsolutePath().getParent();
        return parse(
                file.toString(), text, new Secrets(environment, folder == null ? file : folder));
    }

    static Bootstrap parse(String name, String text, Secrets secrets) throws BootstrapException {
        Problems problems = new Problems(name);
        Optional<Node> top = compose(text, problems);
        problems.throwIfAny();
        if (top.isEmpty()) {
            return Bootstrap.none();
        }
        BootstrapReader reader = new BootstrapReader(problems);
        Fields fields = Fields.of(top.get(), problems, secrets);
        fields.list("accounts").forEach(reader::account);
        fields.list("policies").forEach(reader::policy);
        fields.list("groups").forEach(reader::group);
        fields.list("users").forEach(reader::user);
        fields.list("serviceAccounts").forEach(reader::serviceAccount);
        BucketReader buckets = new BucketReader(reader::accountId);
        List<Bootstrap.Bucket> declared =
                fields.list("buckets").stream().map(buckets::read).toList();
        fields.end();
        problems.throwIfAny();
        return new Bootstrap(name, reader.identities, declared);
    }

    /// The library's own messages quote the text around a mistake, which may be a secret.
    private static Optional<Node> compose(String text, Problems problems) {
        try {
            LoadSettings settings = LoadSettings.builder().build();
            OptionalInt deep = tooDeep(new Parse(settings).parseString(text));
            if (deep.isEmpty()) {
                return new Compose(settings).composeString(text);
            }
            problems.add(deep.getAsInt(), "nested deeper than " + DEPTH_MAX);
        } catch (MarkedYamlEngineException e) {
            int line = e.getProblemMark().map(mark -> mark.getLine() + 1).orElse(1);
            problems.add(line, "neither YAML nor JSON: something here is not well formed");
        } catch (YamlEngineException _) {
            problems.add(1, "neither YAML nor JSON");
        }
        return Optional.empty();
    }

    /// The line where it becomes too deep. The library composes by recursion, and would end in an
    /// overflow of the stack.
    private static OptionalInt tooDeep(Iterable<Event> events) {
        int depth = 0;
        for (Event event : events) {
            if (event instanceof CollectionStartEvent && ++depth > DEPTH_MAX) {
                return OptionalInt.of(
                        event.getStartMark().map(mark -> mark.getLine() + 1).orElse(1));
            }
            if (event instanceof CollectionEndEvent) {
                depth--;
            }
        }
        return OptionalInt.empty();
    }

    private void account(Fields fields) {
        String name = fields.required("name");
        String id = fields.text("accountId", idOf(name));
        if (accountIds.put(name, id) != null) {
            fields.problem("name", "there is another account of this name");
        }
        add(
                fields,
                new IdentityRecord.Tenant(
                        id,
                        name,
                        fields.text("canonicalId", hash("canonical:" + id)),
                        fields.text("email", ""),
                        fields.text("displayName", name)),
                new IdentityRecord.RootKey(
                        id, fields.required("accessKey"), fields.secret("secretKey")));
    }

    /// An id that follows from the name, so that each start finds the same one.
    private static String idOf(String name) {
        long digits = Long.parseUnsignedLong(hash("account:" + name).substring(0, 15), 16);
        return "%012d".formatted(digits % 1_000_000_000_000L);
    }

    private static String hash(String text) {
        try {
            return HexFormat.of()
                    .formatHex(
                            MessageDigest.getInstance("SHA-256")
                                    .digest(text.getBytes(StandardCharsets.UTF_8)));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("this Java has no SHA-256", e);
        }
    }

    private void policy(Fields fields) {
        Optional<String> document = fields.document("document");
        if (document.isEmpty() && !fields.has("document")) {
            fields.problem("document", "is missing");
        }
        add(
                fields,
                new IdentityRecord.NamedPolicy(
                        accountId(fields), fields.required("name"), document.orElse("")));
    }

    private void group(Fields fields) {
        add(
                fields,
                new IdentityRecord.Group(
                        accountId(fields),
                        fields.required("name"),
                        fields.flag("enabled", true),
                        fields.texts("members"),
                        fields.texts("policies")));
    }

    private void user(Fields fields) {
        add(
                fields,
                new IdentityRecord.User(
                        accountId(fields),
                        fields.required("accessKey"),
                        fields.secret("secretKey"),
                        fields.flag("enabled", true),
                        fields.texts("policies")));
    }

    private void serviceAccount(Fields fields) {
        add(
                fields,
                new IdentityRecord.ServiceKey(
                        accountId(fields),
                        fields.required("accessKey"),
                        fields.secret("secretKey"),
                        fields.text("parent", ""),
                        fields.flag("enabled", true),
                        fields.document("policy"),
                        OptionalLong.empty()));
    }

    /// The id of the account that a declaration names; that of the default account without one.
    private String accountId(Fields fields) {
        String name = fields.text("account", "");
        if (name.isEmpty()) {
            return "";
        }
        String id = accountIds.get(name);
        if (id == null) {
            fields.problem("account", "there is no account \"" + name + "\" in this file");
            return "";
        }
        return id;
    }

    private void add(Fields fields, IdentityRecord... records) {
        fields.end();
        for (IdentityRecord record : records) {
            try {
                Identities.check(record);
            } catch (IdentityException e) {
                problems.add(fields.line(), "" + e.getMessage());
            }
        }
        identities.add(new Bootstrap.Identity(fields.line(), List.of(records)));
    }
}
