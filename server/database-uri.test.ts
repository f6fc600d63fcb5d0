import { expect, test } from "vitest";
import { readDatabaseUri } from "./database-uri.ts";

test("a TCP address and a socket file are read; parameters are ignored", () => {
  expect(readDatabaseUri("root:pw@tcp(127.0.0.1:3307)/toq_db?parseTime=true&loc=UTC")).toEqual({
    user: "root",
    password: "pw",
    database: "toq_db",
    host: "127.0.0.1",
    port: 3307,
  });
  expect(readDatabaseUri("root@unix(/run/s)/toq_db")).toEqual({
    user: "root",
    password: "",
    database: "toq_db",
    socketPath: "/run/s",
  });
});

test("anything else is refused in one sentence", () => {
  expect(() => readDatabaseUri("mysql://localhost/toq_db")).toThrow("db.uri must look like");
});
