import { expect, test } from "vitest";
import { checkOrigin } from "./cors.ts";

function check(method: string, origin?: string) {
  return checkOrigin({ method, path: "/", headers: { Origin: origin, Host: "api.example" }, body: Buffer.alloc(0) });
}

test("no origin, and the own one, pass without headers", () => {
  expect(check("GET")).toEqual({ kind: "pass", headers: {} });
  expect(check("GET", "https://api.example")).toEqual({ kind: "pass", headers: {} });
});

test("an allowed origin passes, a preflight is answered", () => {
  expect(check("GET", "https://app.gca.dev.br")).toMatchObject({
    kind: "pass",
    headers: { "Access-Control-Allow-Origin": "https://app.gca.dev.br" },
  });
  expect(check("OPTIONS", "http://localhost:3000")).toMatchObject({
    kind: "answer",
    reply: {
      status: 204,
      headers: {
        "Access-Control-Allow-Headers":
          "Origin,Content-Type,Accept,Authorization,X-Requested-With,X-Request-Id,User-Agent,X-Forwarded-For,X-Real-Ip,X-Device-Id",
        "Access-Control-Max-Age": "0",
        Vary: "Origin, Access-Control-Request-Method, Access-Control-Request-Headers",
      },
    },
  });
});

test("another origin is refused with an empty 403", () => {
  expect(check("GET", "http://evil.example")).toMatchObject({ kind: "answer", reply: { status: 403, size: 0 } });
  expect(check("GET", "https://gca.dev.br.evil.example")).toMatchObject({ kind: "answer" });
});
