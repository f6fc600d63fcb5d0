import type { HttpResponse } from "../../network/http.ts";
import { answerProblems, type JsonAnswer } from "./answer-problems.ts";
import type { PublishedModel } from "./published-model.ts";
import { responseProblems } from "./response-problems.ts";

/** Throws an Error that says what, when the operation's model does not allow the answer. */
export function refuseUnpublishedAnswer(model: PublishedModel, operation: string, answer: JsonAnswer): void {
  refuse(operation, answer.status, answerProblems(model, operation, answer), () => JSON.stringify(answer.body));
}

/** The same of a whole response, in the protocol of the model's service: status, headers and body. */
export function refuseUnpublishedResponse(model: PublishedModel, operation: string, response: HttpResponse): void {
  const told = () => `${JSON.stringify(response.headers)}\n${response.body.toString("utf8")}`;
  refuse(operation, response.status, responseProblems(model, operation, response), told);
}

function refuse(operation: string, status: number, problems: readonly string[], answer: () => string): void {
  if (problems.length === 0) return;
  throw new Error(
    `${operation} answered ${status} what its published model does not allow: ${problems.join("; ")}.\n${answer()}`,
  );
}
