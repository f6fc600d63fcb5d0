import { z } from "zod";
import { jsonBody, jsonResponse, type Performance } from "../../gateway/rest-json-protocol.ts";
import { invalidParameterValue } from "../errors.ts";
import { unreservedConcurrency } from "../functions/account-concurrency.ts";
import { MIN_CONCURRENCY, MIN_UNRESERVED_CONCURRENCY } from "../limits.ts";
import { parseRequest } from "../request-input.ts";
import type { LambdaState } from "../state.ts";

const schema = z.object({ ReservedConcurrentExecutions: z.number().int().min(MIN_CONCURRENCY) });

/** https://docs.aws.amazon.com/lambda/latest/api/API_PutFunctionConcurrency.html */
export const putFunctionConcurrency = (state: LambdaState): Performance => ({
  perform({ http, labels }) {
    const all = state.functions.function(labels.FunctionName ?? "");
    const { ReservedConcurrentExecutions } = parseRequest("PutFunctionConcurrency", schema, jsonBody(http));
    if (unreservedConcurrency(state, all) - ReservedConcurrentExecutions < MIN_UNRESERVED_CONCURRENCY) {
      throw invalidParameterValue(
        "Specified ReservedConcurrentExecutions for function decreases account's UnreservedConcurrentExecution below its " +
          `minimum value of [${MIN_UNRESERVED_CONCURRENCY}].`,
      );
    }
    all.reservedConcurrency = ReservedConcurrentExecutions;
    return jsonResponse(200, { ReservedConcurrentExecutions });
  },
});
