package io.holdfast.iam;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.random.RandomGenerator;

/// Random policies over a small alphabet, and what they mean, said as plainly as possible: patterns
/// by recursion, conditions from the tables of the documentation. It shares nothing with the
/// evaluator.
final class ReferenceModel {
    private static final List<String> ACTIONS =
            List.of("s3:GetObject", "s3:PutObject", "s3:DeleteObject", "s3:ListBucket");
    private static final List<String> ACTION_PATTERNS =
            List.of(
                    "s3:GetObject",
                    "s3:PutObject",
                    "s3:*",
                    "s3:*Object",
                    "s3:List*",
                    "s3:?etObject");
    private static final List<String> OPERATORS =
            List.of(
                    "StringEquals",
                    "StringNotEquals",
                    "StringLike",
                    "StringNotLike",
                    "NumericLessThan",
                    "NumericNotEquals");
    private static final List<String> KEYS =
            List.of("aws:referer", "aws:username", "aws:useragent");
    private static final List<String> NAMES = List.of("a", "ab", "abc", "b", "1", "2", "*");
    private static final List<String> PATTERNS =
            List.of("a", "a*", "*b", "?", "a?c", "*", "1", "2", "a*c", "${aws:username}*");

    private final RandomGenerator random;
    private final List<Statement> statements = new ArrayList<>();

    private record Statement(
            boolean isDeny,
            boolean isNotAction,
            List<String> actions,
            boolean isNotResource,
            List<String> resources,
            List<Line> conditions) {}

    private record Line(
            String quantifier,
            String operator,
            boolean isIfExists,
            String key,
            List<String> values) {
        String name() {
            return quantifier + operator + (isIfExists ? "IfExists" : "");
        }
    }

    ReferenceModel(RandomGenerator random) {
        this.random = random;
        int count = 1 + random.nextInt(4);
        for (int i = 0; i < count; i++) {
            statements.add(statement());
        }
    }

    private Statement statement() {
        List<Line> conditions = new ArrayList<>();
        int count = random.nextInt(3);
        for (int i = 0; i < count; i++) {
            Line line = line();
            // One operator stands once in a statement's conditions.
            if (conditions.stream().noneMatch(other -> other.name().equals(line.name()))) {
                conditions.add(line);
            }
        }
        return new Statement(
                random.nextInt(3) == 0,
                random.nextInt(5) == 0,
                some(ACTION_PATTERNS),
                random.nextInt(5) == 0,
                some(PATTERNS),
                conditions);
    }

    private Line line() {
        String operator = one(OPERATORS);
        List<String> values = operator.startsWith("Numeric") ? List.of("2") : some(PATTERNS);
        return new Line(
                one(List.of("", "", "ForAnyValue:", "ForAllValues:")),
                operator,
                random.nextInt(4) == 0,
                one(KEYS),
                values);
    }

    private <T> T one(List<T> list) {
        return list.get(random.nextInt(list.size()));
    }

    private List<String> some(List<String> list) {
        List<String> some = new ArrayList<>();
        do {
            some.add(one(list));
        } while (random.nextInt(3) == 0);
        return some;
    }

    /// The document.
    String json() {
        List<String> texts = new ArrayList<>();
        for (Statement one : statements) {
            StringBuilder text = new StringBuilder();
            text.append("{\"Effect\":\"").append(one.isDeny ? "Deny" : "Allow").append("\",\"");
            text.append(one.isNotAction ? "NotAction\":" : "Action\":").append(list(one.actions));
            text.append(one.isNotResource ? ",\"NotResource\":" : ",\"Resource\":");
            text.append(list(one.resources.stream().map(r -> "arn:aws:s3:::x" + r).toList()));
            if (!one.conditions.isEmpty()) {
                text.append(",\"Condition\":{");
                for (int i = 0; i < one.conditions.size(); i++) {
                    Line line = one.conditions.get(i);
                    text.append(i == 0 ? "" : ",");
                    text.append(
                            "\"%s\":{\"%s\":%s}"
                                    .formatted(line.name(), line.key, list(line.values)));
                }
                text.append('}');
            }
            texts.add(text.append('}').toString());
        }
        return "{\"Version\":\"2012-10-17\",\"Statement\":[" + String.join(",", texts) + "]}";
    }

    private static String list(List<String> values) {
        return "[\"" + String.join("\",\"", values) + "\"]";
    }

    /// A request.
    Question question() {
        Map<String, List<String>> values = new HashMap<>();
        for (String key : KEYS) {
            if (random.nextBoolean()) {
                values.put(key, random.nextInt(3) == 0 ? some(NAMES) : List.of(one(NAMES)));
            }
        }
        return new Question(Questions.ALICE, one(ACTIONS), "x" + one(NAMES), values);
    }

    /// What the document says of it.
    String judge(Question question) {
        boolean isAllowed = false;
        for (Statement one : statements) {
            boolean isAction =
                    one.actions.stream().anyMatch(p -> matches(p, question.action()))
                            != one.isNotAction;
            boolean isResource =
                    one.resources.stream()
                                    .anyMatch(
                                            p ->
                                                    filled("x" + p, question, question.resource())
                                                            || filled(
                                                                    "x" + p,
                                                                    question,
                                                                    question.resource() + "/"))
                            != one.isNotResource;
            if (isAction
                    && isResource
                    && one.conditions.stream().allMatch(line -> holds(line, question))) {
                if (one.isDeny) {
                    return "Denied";
                }
                isAllowed = true;
            }
        }
        return isAllowed ? "Allowed" : "Silent";
    }

    private static boolean holds(Line line, Question question) {
        List<String> actual = question.values().getOrDefault(line.key, List.of());
        boolean isNegated = line.operator.contains("Not");
        if (actual.isEmpty()) {
            if (line.isIfExists) {
                return true;
            }
            return switch (line.quantifier) {
                case "ForAllValues:" -> true;
                case "ForAnyValue:" -> false;
                default -> isNegated;
            };
        }
        int agreeing = 0;
        for (String value : actual) {
            boolean isSome = false;
            for (String expected : line.values) {
                isSome |= compares(line.operator, expected, value, question);
            }
            agreeing += isSome != isNegated ? 1 : 0;
        }
        return switch (line.quantifier) {
            case "ForAllValues:" -> agreeing == actual.size();
            case "ForAnyValue:" -> agreeing > 0;
            default -> isNegated ? agreeing == actual.size() : agreeing > 0;
        };
    }

    private static boolean compares(
            String operator, String expected, String value, Question question) {
        if (operator.startsWith("Numeric")) {
            if (!value.equals("1") && !value.equals("2")) {
                return false;
            }
            int number = Integer.parseInt(value);
            return operator.equals("NumericLessThan") ? number < 2 : number == 2;
        }
        if (operator.endsWith("Like")) {
            return filled(expected, question, value);
        }
        String user = user(question);
        return expected.contains("${")
                ? !user.isEmpty() && expected.replace("${aws:username}", user).equals(value)
                : expected.equals(value);
    }

    private static String user(Question question) {
        List<String> names = question.values().getOrDefault("aws:username", List.of());
        return names.size() == 1 ? names.getFirst() : "";
    }

    /// Only what is behind the variable has wildcards here.
    private static boolean filled(String pattern, Question question, String text) {
        int at = pattern.indexOf("${aws:username}");
        if (at < 0) {
            return matches(pattern, text);
        }
        String user = user(question);
        String start = pattern.substring(0, at) + user;
        return !user.isEmpty()
                && text.startsWith(start)
                && matches(
                        pattern.substring(at + "${aws:username}".length()),
                        text.substring(start.length()));
    }

    private static boolean matches(String pattern, String text) {
        if (pattern.isEmpty()) {
            return text.isEmpty();
        }
        String rest = pattern.substring(1);
        return switch (pattern.charAt(0)) {
            case '*' ->
                    matches(rest, text) || !text.isEmpty() && matches(pattern, text.substring(1));
            case '?' -> !text.isEmpty() && matches(rest, text.substring(1));
            default ->
                    !text.isEmpty()
                            && text.charAt(0) == pattern.charAt(0)
                            && matches(rest, text.substring(1));
        };
    }
}
