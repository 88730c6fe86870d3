// What the programs of both SDKs for JavaScript share.
import assert from "node:assert/strict";
import { randomUUID } from "node:crypto";

export const ENDPOINT = new URL(process.argv[2]);
export const ACCESS_KEY = process.env.AWS_ACCESS_KEY_ID;
export const SECRET_KEY = process.env.AWS_SECRET_ACCESS_KEY;

export const check = assert.deepEqual;

export function freshName() {
  return `interop-${randomUUID()}`;
}

/** The call fails with this code, as the SDK names it. */
export async function refused(code, call) {
  const failure = await call().then(
    () => assert.fail(`not refused with ${code}`),
    (error) => error,
  );
  check(failure.code ?? failure.name, code);
}

/** Status of a signed address to which another client speaks; a body is put. */
export async function visit(url, body) {
  const answer = await fetch(url, body === undefined ? {} : { method: "PUT", body });
  return [answer.status, await answer.text()];
}

/** Status of a form as a browser sends it. */
export async function sendForm(url, fields, text) {
  const form = new FormData();
  for (const [name, value] of Object.entries(fields)) {
    form.append(name, value);
  }
  form.append("file", new Blob([text]), "a.txt");
  return (await fetch(url, { method: "POST", body: form })).status;
}

/** Each topic in turn; its name is printed when all of it held. */
export async function runAll(...topics) {
  for (const topic of topics) {
    await topic();
    console.log(topic.name);
  }
  // A client that keeps connections would hold the program until the server closes them.
  process.exit();
}
