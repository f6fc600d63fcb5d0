import { expect, test } from "vitest";
import { describeNetworkFailure } from "./network-failure.ts";

/** As Node's fetch reports a failure: the cause has the code. */
const failure = (code: string, message = "failed") =>
  new TypeError("fetch failed", { cause: Object.assign(new Error(message), { code }) });

test.each([
  ["http://toq.test/x", failure("ECONNREFUSED"), "dial tcp toq.test:80: connect: connection refused"],
  ["https://toq.test/x", failure("ECONNREFUSED"), "dial tcp toq.test:443: connect: connection refused"],
  ["http://toq.test:8080/x", failure("ECONNREFUSED"), "dial tcp toq.test:8080: connect: connection refused"],
  ["http://toq.test:6000/x", failure("", "bad port"), "dial tcp toq.test:6000: connect: connection refused"],
  ["http://toq.test/x", failure("ENOTFOUND"), "dial tcp: lookup toq.test: no such host"],
  ["https://toq.test/x", failure("ECONNRESET"), "read tcp toq.test:443: read: connection reset by peer"],
  ["http://toq.test/x", failure("UND_ERR_SOCKET"), "EOF"],
  ["http://toq.test/x", failure("CERT_HAS_EXPIRED", "certificate has expired"), "certificate has expired"],
  [
    "http://toq.test/x",
    Object.assign(new Error("no cause"), { code: "ENOTFOUND" }),
    "dial tcp: lookup toq.test: no such host",
  ],
  ["http://toq.test/x", "thrown", "thrown"],
])("%s: %s reads as %s", (url, error, text) => {
  expect(describeNetworkFailure(error, new URL(url), false)).toBe(text);
});

test("who has waited long enough says that, whatever the failure", () => {
  expect(describeNetworkFailure(failure("ECONNRESET"), new URL("http://toq.test"), true)).toBe(
    "context deadline exceeded (Client.Timeout exceeded while awaiting headers)",
  );
});
