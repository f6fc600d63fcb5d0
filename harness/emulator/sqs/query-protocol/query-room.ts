import type { HttpRequest, HttpResponse } from "../../../network/http.ts";
import { AwsError } from "../../gateway/aws-error.ts";
import type { JsonOperation } from "../../gateway/json-protocol.ts";
import { queryParameter } from "../../gateway/query-members.ts";
import { queryDenial } from "../../gateway/query-protocol.ts";
import type { Denial, IdentifiedOperation, RoomCall } from "../../room.ts";
import { missingParameter } from "../errors.ts";
import { QUERY_NAMES, queueOfPath, readMembers } from "./read-members.ts";
import { noOperation, queryAnswer, queryRefusal } from "./write-answer.ts";

/** Operations of no queue: AWS answers them at the service's own path alone. */
const OF_NO_QUEUE: ReadonlySet<string> = new Set(["CreateQueue", "ListQueues"]);

/**
 * The same operations over the query protocol, as clients before November 2023 speak it: `Action` names the operation, a form
 * or the path's query has its members, answers are XML.
 * https://docs.aws.amazon.com/AWSSimpleQueueService/latest/SQSDeveloperGuide/sqs-making-api-requests-xml.html
 */
export function createQueryRoom(operations: Readonly<Record<string, JsonOperation>>) {
  return {
    identify(http: HttpRequest): IdentifiedOperation | HttpResponse {
      const name = queryParameter(http, "Action");
      if (name === undefined) return noOperation();
      const operation = Object.hasOwn(operations, name) ? operations[name] : undefined;
      if (!operation || (OF_NO_QUEUE.has(name) && queueOfPath(http) !== undefined)) {
        const message = `The action ${name} is not valid for this endpoint.`;
        return queryRefusal(new AwsError("InvalidAction", message), "", acceptsJson(http));
      }
      const { arn, label } = operation.resource(membersOrNone(name, http), http);
      return { name, action: `sqs:${name}`, resource: arn, label };
    },

    async handle(call: RoomCall): Promise<HttpResponse> {
      const { name } = call.operation;
      const asJson = acceptsJson(call.http);
      try {
        const output = await operations[name]?.perform(readMembers(name, call.http), call);
        return queryAnswer(name, (output ?? {}) as Readonly<Record<string, unknown>>, call.requestId, asJson);
      } catch (error) {
        if (error instanceof AwsError) return queryRefusal(inQueryWords(name, error), call.requestId, asJson);
        throw error;
      }
    },

    deny: (denial: Denial, http: HttpRequest, requestId: string): HttpResponse =>
      queryRefusal(queryDenial(denial), requestId, acceptsJson(http)),
  };
}

const acceptsJson = (http: HttpRequest): boolean => http.headers.accept?.includes("application/json") === true;

/** What is wrong with the members is told when the request is performed. */
function membersOrNone(name: string, http: HttpRequest) {
  try {
    return readMembers(name, http);
  } catch {
    return {};
  }
}

/** A member that is missing has the query's name; entries of a batch are counted from one: `DeleteMessageBatchRequestEntry.1.Id`. */
function inQueryWords(operation: string, error: AwsError): AwsError {
  const member = /^The request must contain the parameter ([\w.]+)\.$/.exec(error.message)?.[1];
  if (member === undefined) return error;
  const [, entry, inEntry] = /^Entries\.(\d+)\.(.+)$/.exec(member) ?? [];
  if (inEntry !== undefined) return missingParameter(`${operation}RequestEntry.${Number(entry) + 1}.${inEntry}`);
  const name = QUERY_NAMES[member];
  return name === undefined ? error : missingParameter(name);
}
