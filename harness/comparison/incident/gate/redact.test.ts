import { expect, test } from "vitest";
import type { Fact } from "../../../scenario/facts/fact.ts";
import { redact } from "./redact.ts";

const place = { file: "/home/maria/report.md", line: 1 };
const log = (fields: Record<string, unknown>): Fact => ({
  kind: "log",
  place,
  source: "server",
  level: "INFO",
  message: "x",
  fields,
});

const JWT = "eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiI1In0.c2lnbmF0dXJlLW9mLWl0";

/** One of each kind; numbered, so that there are fifty. */
const secrets = Array.from({ length: 5 }, (_, index) => [
  `maria.silva${index}@example.com`,
  `+55 11 98765-432${index}`,
  `(11) 98765-432${index}`,
  `529.982.247-2${index}`,
  `203.0.113.1${index}`,
  `2001:db8:85a3:0:0:8a2e:370:733${index}`,
  `${JWT}${index}`,
  `AKIAIOSFODNN7EXAMPL${index}`,
  `11.222.333/0001-8${index}`,
  `opaque-secret-value-${index}`,
]).flat();

test("fifty secrets are found nowhere in what is left, and lengths and shapes are", () => {
  const facts = [
    ...secrets.map((secret) =>
      log(secret.startsWith("opaque") ? { refresh_token: secret } : { note: `from ${secret}, today` }),
    ),
    ...secrets.map((secret, index): Fact => {
      const body = { [secret.startsWith("opaque") ? "password" : "note"]: secret };
      return {
        kind: "answer",
        place: { ...place, line: index },
        method: "POST",
        path: "/api/v2/x",
        body: JSON.stringify(body),
      };
    }),
  ];
  const { facts: clean } = redact(facts);
  const text = JSON.stringify(clean);
  expect(secrets.filter((secret) => text.includes(secret))).toEqual([]);
  expect(text).not.toContain("/home/maria");
  const shape = (value: string): string => value.replace(/[a-z]/g, "a").replace(/[A-Z]/g, "A").replace(/\d/g, "0");
  for (const [index, fact] of clean.slice(0, secrets.length).entries()) {
    const value = fact.kind === "log" ? String(fact.fields.refresh_token ?? fact.fields.note) : "";
    const given = secrets[index] ?? "";
    const before = given.startsWith("opaque") ? given : `from ${given}, today`;
    expect(value).toHaveLength(before.length);
    if (!given.includes(":")) expect(shape(value)).toBe(shape(before));
  }
});

test("one value has one stand-in wherever it is, and a second time nothing changes", () => {
  const address = "203.0.113.7";
  const [one, other] = redact([log({ client_ip: address }), log({ note: `${address}:443` })]).facts;
  const stand = one?.kind === "log" ? String(one.fields.client_ip) : "";
  expect(stand).not.toBe(address);
  expect(other).toMatchObject({ fields: { note: `${stand}:443` } });
});

test("what only looks like it stays: ARNs, job ids, dates in names, ids of traces and requests, the loopback", () => {
  const fields = {
    arn: "arn:aws:states:us-east-1:058264253741:execution:listing-media-processing-sm-staging:finalization-28-21",
    key: "28/raw/photo/vertical/vertical-01-20220907_121157.jpg",
    traceparent: "00-2b63e64e71537bb0327788965465ed16-45348f2c8c2a34bf-01",
    request_id: "40da12d0-4784-4eef-abc1-11c06f33efe3",
    time: "2025-12-03T10:13:16.106Z",
    remote_addr: "127.0.0.1:60762",
    duration: 23209348,
    number: "12345678901",
    error: "invalid key format: must contain 'raw/' segment",
  };
  expect(redact([log(fields)]).facts).toMatchObject([{ fields }]);
});

test("names of files are replaced when asked for, in every key, and the parts that the server adds stay", () => {
  const key = (folder: string) => `28/${folder}/horizontal-01-Maria_Silva.jpg`;
  const { facts } = redact(
    [
      { kind: "object", place, key: key("raw/photo/horizontal") },
      { kind: "object", place, key: key("processed/photo/horizontal/large") },
    ],
    { fileNames: true },
  );
  const names = facts.map((fact) => (fact.kind === "object" ? fact.key.split("/").at(-1) : ""));
  expect(names[0]).toMatch(/^horizontal-01-[A-Z][a-z]{4}_[A-Z][a-z]{4}\.jpg$/);
  expect(names[0]).not.toContain("Maria");
  expect(names[0]).toBe(names[1]);
});
