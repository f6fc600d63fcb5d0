import { expect, test } from "vitest";
import { readDatabaseUri } from "./database-uri.ts";

test("a TCP address and a socket file are read; most parameters say what the replica does anyway", () => {
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

test("a password may hold any sign, as the Go driver reads it", () => {
  expect(readDatabaseUri("root:p@ss:w/rd@tcp([::1]:3307)/toq?parseTime=true&timeout=30s&tls=skip-verify")).toEqual({
    user: "root",
    password: "p@ss:w/rd",
    database: "toq",
    host: "::1",
    port: 3307,
    connectTimeout: 30_000,
    ssl: { rejectUnauthorized: false },
  });
});

test("what is missing has the Go driver's default", () => {
  expect(readDatabaseUri("/toq")).toEqual({ user: "", password: "", database: "toq", host: "127.0.0.1", port: 3306 });
  expect(readDatabaseUri("root@tcp(db)/toq")).toMatchObject({ user: "root", password: "", host: "db", port: 3306 });
});

test.each(["toq", "root@udp(x)/toq", "root:x@tcp(db:3306)/", "mysql://root:x@db:3306/toq"])("%s is refused", (uri) => {
  expect(() => readDatabaseUri(uri)).toThrow('db.uri must look like "user:password@tcp(host:port)/database".');
});
