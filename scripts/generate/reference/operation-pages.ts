import { STATUS_CODES } from "node:http";
import type { OperationModel, ParameterModel, ProtocolModel, ResponseModel } from "@diminuendo/typespec-protocol/model";
import type { Examples } from "../examples.ts";
import { sampleOf } from "../samples.ts";
import { meaning, typeText } from "./fields.ts";
import { block, code, heading, list, page, table } from "./markdown.ts";
import { type Page, pathOf, toError, toPermission } from "./places.ts";
import { streamSample } from "./stream-samples.ts";

/** The endpoints of a resource. @param name the page's */
export function operationsPage(
  protocol: ProtocolModel,
  operations: readonly OperationModel[],
  name: string,
  title: string,
  full: Examples,
): Page {
  const sections = operations.map((operation) => operationSection(protocol, operation, full));
  return { path: pathOf(protocol, name), title, markdown: page(heading(1, title), ...sections) };
}

/** How an endpoint is called: what its heading says. */
export function operationHeading({ method, path }: OperationModel): string {
  return code(`${method} ${path}`);
}

function operationSection(protocol: ProtocolModel, operation: OperationModel, full: Examples): string {
  const { doc, permission, access, authenticated, parameters, body, responses, errors } = operation;
  return page(
    heading(2, operationHeading(operation)),
    doc,
    list(
      [
        authenticated ? "" : "Needs no token.",
        permission === null ? "" : `Needs ${toPermission(permission)}.`,
        access === null || access === "none" ? "" : `Needs a key that may ${access}.`,
        body === null ? "" : `Body: ${typeText(body)}.`,
        ...responses.map(responseText),
        errors.length === 0 ? "" : `Errors: ${errors.map(toError).join(", ")}.`,
      ].filter((fact) => fact !== ""),
    ),
    parameterTable(parameters),
    block("http", requestSample(protocol, operation, full)),
    ...responses.map((response) => block("http", responseSample(protocol, response, full))),
  );
}

function responseText({ status, doc, content }: ResponseModel): string {
  const types = Object.entries(content).map(([mediaType, schema]) => (schema === null ? code(mediaType) : typeText(schema)));
  return `Answer ${code(String(status))}: ${types.length === 0 ? doc : types.join(" or ")}${types.length === 0 ? "" : "."}`;
}

function parameterTable(parameters: readonly ParameterModel[]): string {
  return table(
    ["parameter", "in", "type", "required", "meaning"],
    parameters.map(({ wireName, in: place, schema, required, doc }) => [
      code(wireName),
      place,
      typeText(schema),
      required ? "yes" : "",
      meaning(doc, schema),
    ]),
  );
}

/** A request, with what it must have and nothing else. */
function requestSample(protocol: ProtocolModel, { method, path, parameters, body, authenticated }: OperationModel, full: Examples): string {
  const value = (parameter: ParameterModel) => encodeURIComponent(String(sampleOf(parameter, protocol, full)));
  const needed = parameters.filter(({ required }) => required);
  const filled = needed.filter((p) => p.in === "path").reduce((text, p) => text.replace(`{${p.wireName}}`, value(p)), path);
  const query = needed.filter((p) => p.in === "query").map((p) => `${p.wireName}=${value(p)}`);
  const example = exampleOf(body, full);
  return [
    `${method} ${filled}${query.length === 0 ? "" : `?${query.join("&")}`} HTTP/1.1`,
    ...(authenticated ? ["authorization: Bearer …"] : []),
    ...(body === null ? [] : ["content-type: application/json", "", JSON.stringify(example, null, 2)]),
  ].join("\n");
}

/** An answer; of bytes that the spec says nothing of only how they come. */
function responseSample(protocol: ProtocolModel, { status, headers, content }: ResponseModel, full: Examples): string {
  const head = [`HTTP/1.1 ${status} ${STATUS_CODES[status] ?? ""}`, ...headers.map((name) => `${name}: …`)];
  const samples = Object.entries(content).map(([mediaType, schema]) => {
    const text = schema === null ? streamSample(protocol, mediaType, full) : JSON.stringify(exampleOf(schema, full) ?? {}, null, 2);
    return [...head, `content-type: ${mediaType}`, ...(text === "" ? [] : ["", text])].join("\n");
  });
  return samples.length === 0 ? head.join("\n") : samples.join("\n\n");
}

function exampleOf(schema: { $ref?: string } | null, full: Examples): unknown {
  return schema?.$ref === undefined ? undefined : full.get(schema.$ref.slice("#/$defs/".length));
}
