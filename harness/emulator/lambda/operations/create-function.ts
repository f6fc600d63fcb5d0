import { jsonBody, jsonResponse, type RestPerformance } from "../../gateway/rest-json-protocol.ts";
import { describeFunction } from "../describe-function.ts";
import { resourceConflict } from "../errors.ts";
import { configurationOf, parseCreateFunction, zipOf } from "../function-input.ts";
import { checkFunctionName, parseFunctionName } from "../function-name.ts";
import type { LambdaState } from "../state.ts";

/** https://docs.aws.amazon.com/lambda/latest/api/API_CreateFunction.html */
export const createFunction = (state: LambdaState): RestPerformance => ({
  resource: ({ http }) => {
    const name = /"FunctionName"\s*:\s*"([^"]*)"/.exec(http.body.toString("utf8"))?.[1] ?? "";
    return { arn: state.functions.arn(parseFunctionName(name).name), label: parseFunctionName(name).name };
  },
  async perform({ http }) {
    const input = parseCreateFunction(jsonBody(http));
    checkFunctionName(input.FunctionName);
    const { name } = parseFunctionName(input.FunctionName);
    if (state.functions.has(name)) throw resourceConflict(`Function already exist: ${name}`);
    const zip = zipOf("CreateFunction", input.Code);
    const configuration = {
      ...configurationOf(input),
      ...(input.Architectures && { architecture: input.Architectures[0] ?? "x86_64" }),
    };
    const created = await state.processes.deploy(name, configuration, zip, input.Tags ?? {});
    return jsonResponse(201, {
      ...describeFunction(state, created),
      State: "Pending",
      StateReason: "The function is being created.",
      StateReasonCode: "Creating",
    });
  },
});
