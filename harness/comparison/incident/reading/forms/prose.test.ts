import { expect, test } from "vitest";
import { prose } from "./prose.ts";

const PATH = "/api/v2/listings/media/uploads/complete";

const said = (text: string) =>
  prose({ file: "r", text: text.split("\n") }, 0)?.facts.map((fact) =>
    fact.kind === "claim" ? fact.claim : fact.kind === "answer" ? `answer ${fact.status ?? ""}`.trim() : fact.kind,
  );

test.each([
  [`Called \`POST ${PATH}\` and got a success answer`, ["succeeded"]],
  [`POST ${PATH} was answered\nwith 200`, ["succeeded"]],
  [`POST ${PATH} respondeu com sucesso`, ["succeeded"]],
  [`POST ${PATH} war erfolgreich`, ["succeeded"]],
  [`POST ${PATH} was not successful`, ["answer"]],
  [`POST ${PATH} sem sucesso`, ["answer"]],
  [`POST ${PATH} blieb ohne Erfolg`, ["answer"]],
  [`POST ${PATH} gives 409 since noon`, ["answer 409"]],
  [`POST ${PATH} antwortet mit HTTP 500`, ["answer 500"]],
  // The number of a listing is no status.
  [`POST ${PATH} for listing 204 hangs`, ["answer"]],
  [`POST ${PATH} do anúncio 500 não volta`, ["answer"]],
])("%j says of the request: %j", (text, facts) => {
  expect(said(text)).toEqual(facts);
});

test.each([
  "Hours later there is still no ZIP",
  "the ZIP was never written to S3",
  "não existe ZIP no bucket",
  "até agora nenhum ZIP",
  "Das ZIP fehlt",
  "es gibt kein ZIP",
])("%j says that there is no ZIP", (text) => {
  expect(said(text)).toEqual(["no-zip"]);
});

test.each([
  "The ZIP is there, but the owner does not see it",
  "O ZIP está lá, mas o dono não vê",
  "Das ZIP ist da. Die Freigabe klappt nicht",
  "we have not looked for it, the ZIP question is open",
])("%j says nothing of the kind", (text) => {
  expect(said(text)).toBeUndefined();
});

test.each([
  ["job 58 tá RUNNING até agora", { id: 58, status: "RUNNING" }],
  ["Job #57: PARTIAL_SUCCESS", { id: 57, status: "PARTIAL_SUCCESS" }],
  ["[03/12/2025, 10:44:00] Ana: o job 58 está FAILED", { id: 58, status: "FAILED" }],
])("%j says what has become of a job", (text, columns) => {
  const facts = prose({ file: "r", text: [text] }, 0)?.facts;
  expect(facts).toMatchObject([{ kind: "row", table: "media_processing_jobs", columns }]);
});

test.each([
  "job 58 is not RUNNING any more",
  "job 58 should be SUCCEEDED by now",
  "job 58 went from PENDING to RUNNING",
  "job 58 has failed",
  "job 58 has 3 photos, and the listing is FAILED",
])("%j says of no job what it is", (text) => {
  expect(prose({ file: "r", text: [text] }, 0)).toBeUndefined();
});

const ARN = "arn:aws:states:us-east-1:123456789012:execution:listing-media-processing-sm-staging:finalization-28-21";

test.each([
  [`Execution ${ARN} is SUCCEEDED.`, "SUCCEEDED"],
  [`${ARN} | FAILED`, "FAILED"],
  [`${ARN} was RUNNING then`, undefined],
  [`${ARN} is not RUNNING`, undefined],
  [`job 21 SUCCEEDED with ${ARN}`, undefined],
])("%j says of the execution: %s", (text, status) => {
  const execution = prose({ file: "r", text: [text] }, 0)?.facts.find(({ kind }) => kind === "execution");
  expect(execution).toMatchObject({ arn: ARN });
  expect(execution && "status" in execution ? execution.status : undefined).toBe(status);
});
