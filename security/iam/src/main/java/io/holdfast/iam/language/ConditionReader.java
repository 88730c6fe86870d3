package io.holdfast.iam.language;

import io.holdfast.iam.PolicyException;
import io.holdfast.iam.Question;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import tools.jackson.jr.stree.JrsObject;
import tools.jackson.jr.stree.JrsValue;

/// Reads conditions: operator → key → values.
///
/// @param scope of the statement, whose actions a key has to suit
/// @param isOpen whether the statement speaks of all actions but those of the scope
record ConditionReader(Scope scope, boolean isOpen) {
    private static final String ANY = "ForAnyValue:";
    private static final String ALL = "ForAllValues:";
    private static final String IF_EXISTS = "IfExists";

    List<Condition> read(JrsValue value, String where) throws PolicyException {
        if (!(value instanceof JrsObject operators)) {
            throw new PolicyException(where + " is not an object");
        }
        List<Condition> conditions = new ArrayList<>();
        for (String operator : operators.propertyNames()) {
            if (!(operators.get(operator) instanceof JrsObject lines)) {
                throw new PolicyException(where + ": " + operator + " is not an object");
            }
            for (String written : lines.propertyNames()) {
                String key = Question.keyName(written);
                requireKey(key, written, where);
                List<String> values = Json.scalars(lines.get(written), where);
                conditions.add(condition(operator, key, values, where));
            }
        }
        return conditions;
    }

    private void requireKey(String key, String written, String where) throws PolicyException {
        if (!ConditionKeys.isKnown(key)) {
            throw new PolicyException(where + ": no such condition key: " + written);
        }
        if (!isOpen && !ConditionKeys.appliesTo(key, scope.actions())) {
            throw new PolicyException(
                    where + ": no action of the statement has the condition key " + written);
        }
    }

    private static Condition condition(
            String written, String key, List<String> values, String where) throws PolicyException {
        String name = written;
        Condition.Quantifier quantifier = Condition.Quantifier.NONE;
        if (name.startsWith(ANY)) {
            quantifier = Condition.Quantifier.ANY;
            name = name.substring(ANY.length());
        } else if (name.startsWith(ALL)) {
            quantifier = Condition.Quantifier.ALL;
            name = name.substring(ALL.length());
        }
        if (name.equals("Null") && quantifier == Condition.Quantifier.NONE) {
            return new Condition.Absent(key, isAbsent(values, where));
        }
        boolean isIfExists = name.endsWith(IF_EXISTS);
        if (isIfExists) {
            name = name.substring(0, name.length() - IF_EXISTS.length());
        }
        Operator operator = Operator.of(name);
        if (operator == null) {
            throw new PolicyException(where + ": no such condition operator: " + written);
        }
        List<Comparison> expected = new ArrayList<>();
        for (String value : values) {
            try {
                expected.add(operator.reader().read(value));
            } catch (PolicyException e) {
                throw new PolicyException(where + ": " + written + ": " + e.getMessage());
            }
        }
        return new Condition.Compared(quantifier, operator, isIfExists, key, expected);
    }

    private static boolean isAbsent(List<String> values, String where) throws PolicyException {
        if (values.size() == 1) {
            String value = values.getFirst().toLowerCase(Locale.ROOT);
            if (value.equals("true") || value.equals("false")) {
                return value.equals("true");
            }
        }
        throw new PolicyException(where + ": Null takes true or false");
    }
}
