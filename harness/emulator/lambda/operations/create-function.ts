import { jsonBody, jsonResponse, type RestPerformance } from "../../gateway/rest-json-protocol.ts";
import { zipOf } from "../code-source.ts";
import { CREATING, describeFunction, passingRevision } from "../describe-function.ts";
import { resourceConflict } from "../errors.ts";
import { configurationOf, parseCreateFunction } from "../function-input.ts";
import { checkFunctionName, parseFunctionName } from "../function-name.ts";
import { publishVersion } from "../functions/publish-version.ts";
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
    const layers = input.Layers && state.layers.ofFunction(input.Layers);
    const configuration = {
      ...configurationOf(input, layers),
      ...(input.Architectures && { architecture: input.Architectures[0] ?? "x86_64" }),
    };
    const zip = await zipOf("CreateFunction", input.Code, state.sendAs);
    const created = await state.processes.deploy(name, configuration, zip, input.Tags ?? {});
    const described = input.Publish ? publishVersion(state, created.all, undefined) : created;
    const { LastUpdateStatus: _, ...answer } = describeFunction(state, described);
    return jsonResponse(201, { ...answer, ...CREATING, ...(!input.Publish && passingRevision(state)) });
  },
});
