// Generated from spec/main.tsp by `npm run generate`. Do not edit.
/* eslint-disable */
import { codePoints, isNumeral, jsonBytes } from "../runtime/validation.ts";
export const AgentsFile = validate10;
const schema11 = {"description":"The file that `AGENTS_FILE` names: agent types and how each is run. Entries replace built-in ones of the same name.","type":"object","additionalProperties":{"$ref":"spec://protocol/#/$defs/AgentConfig"},"$id":"spec://export/AgentsFile"};
const schema13 = {"description":"An entry of the agent catalogue.","anyOf":[{"$ref":"spec://protocol/#/$defs/DemoAgent"},{"$ref":"spec://protocol/#/$defs/AcpAgent"}]};
const schema14 = {"description":"A deterministic agent inside the gateway, without a network.","type":"object","properties":{"runtime":{"type":"string","const":"demo"},"title":{"description":"What people see.","type":"string","minLength":1,"maxLength":200},"description":{"type":"string","maxLength":1000},"silenceMs":{"description":"Longest silence within a turn; `agentSilence` by default.","type":"integer","minimum":1000,"maximum":86400000},"pricing":{"$ref":"spec://protocol/#/$defs/AgentPricing"},"script":{"description":"`echo` answers with what it was told; `coding-agent` plays a whole turn in the workspace.","type":"string","enum":["echo","coding-agent"]}},"required":["runtime","script"]};
const func2 = codePoints;
const schema15 = {"description":"What a turn of an agent costs. A tenant that was never granted credits is not charged.","type":"object","properties":{"reserve":{"description":"Set aside before the turn starts; the turn is `INSUFFICIENT_CREDITS` when the balance does not cover it.","$ref":"spec://protocol/#/$defs/Decimal"},"turn":{"description":"Per turn.","$ref":"spec://protocol/#/$defs/Decimal","default":"0"},"inputTokens":{"description":"Per 1,000 input tokens.","$ref":"spec://protocol/#/$defs/Decimal","default":"0"},"outputTokens":{"description":"Per 1,000 output tokens.","$ref":"spec://protocol/#/$defs/Decimal","default":"0"}},"required":["reserve"]};
const schema16 = {"description":"A sum of money or credits as a decimal number; text, so that no rounding creeps in.","type":"string","pattern":"^-?\\d{1,18}(\\.\\d{1,18})?$"};
const pattern0 = new RegExp("^-?\\d{1,18}(\\.\\d{1,18})?$", "");

function validate14(data, {instancePath="", parentData, parentDataProperty, rootData=data}={}){
let vErrors = null;
let errors = 0;
if(errors === 0){
if(data && typeof data == "object" && !Array.isArray(data)){
if(data.turn === undefined){
data.turn = "0";
}
if(data.inputTokens === undefined){
data.inputTokens = "0";
}
if(data.outputTokens === undefined){
data.outputTokens = "0";
}
let missing0;
if((data.reserve === undefined) && (missing0 = "reserve")){
validate14.errors = [{instancePath,schemaPath:"#/required",keyword:"required",params:{missingProperty: missing0},message:"must have required property '"+missing0+"'"}];
return false;
}
else {
if(data.reserve !== undefined){
let data0 = data.reserve;
const _errs1 = errors;
const _errs2 = errors;
if(errors === _errs2){
if(typeof data0 === "string"){
if(!pattern0.test(data0)){
validate14.errors = [{instancePath:instancePath+"/reserve",schemaPath:"spec://protocol/#/$defs/Decimal/pattern",keyword:"pattern",params:{pattern: "^-?\\d{1,18}(\\.\\d{1,18})?$"},message:"must match pattern \""+"^-?\\d{1,18}(\\.\\d{1,18})?$"+"\""}];
return false;
}
}
else {
validate14.errors = [{instancePath:instancePath+"/reserve",schemaPath:"spec://protocol/#/$defs/Decimal/type",keyword:"type",params:{type: "string"},message:"must be string"}];
return false;
}
}
var valid0 = _errs1 === errors;
}
else {
var valid0 = true;
}
if(valid0){
let data1 = data.turn;
const _errs4 = errors;
const _errs5 = errors;
if(errors === _errs5){
if(typeof data1 === "string"){
if(!pattern0.test(data1)){
validate14.errors = [{instancePath:instancePath+"/turn",schemaPath:"spec://protocol/#/$defs/Decimal/pattern",keyword:"pattern",params:{pattern: "^-?\\d{1,18}(\\.\\d{1,18})?$"},message:"must match pattern \""+"^-?\\d{1,18}(\\.\\d{1,18})?$"+"\""}];
return false;
}
}
else {
validate14.errors = [{instancePath:instancePath+"/turn",schemaPath:"spec://protocol/#/$defs/Decimal/type",keyword:"type",params:{type: "string"},message:"must be string"}];
return false;
}
}
var valid0 = _errs4 === errors;
if(valid0){
let data2 = data.inputTokens;
const _errs7 = errors;
const _errs8 = errors;
if(errors === _errs8){
if(typeof data2 === "string"){
if(!pattern0.test(data2)){
validate14.errors = [{instancePath:instancePath+"/inputTokens",schemaPath:"spec://protocol/#/$defs/Decimal/pattern",keyword:"pattern",params:{pattern: "^-?\\d{1,18}(\\.\\d{1,18})?$"},message:"must match pattern \""+"^-?\\d{1,18}(\\.\\d{1,18})?$"+"\""}];
return false;
}
}
else {
validate14.errors = [{instancePath:instancePath+"/inputTokens",schemaPath:"spec://protocol/#/$defs/Decimal/type",keyword:"type",params:{type: "string"},message:"must be string"}];
return false;
}
}
var valid0 = _errs7 === errors;
if(valid0){
let data3 = data.outputTokens;
const _errs10 = errors;
const _errs11 = errors;
if(errors === _errs11){
if(typeof data3 === "string"){
if(!pattern0.test(data3)){
validate14.errors = [{instancePath:instancePath+"/outputTokens",schemaPath:"spec://protocol/#/$defs/Decimal/pattern",keyword:"pattern",params:{pattern: "^-?\\d{1,18}(\\.\\d{1,18})?$"},message:"must match pattern \""+"^-?\\d{1,18}(\\.\\d{1,18})?$"+"\""}];
return false;
}
}
else {
validate14.errors = [{instancePath:instancePath+"/outputTokens",schemaPath:"spec://protocol/#/$defs/Decimal/type",keyword:"type",params:{type: "string"},message:"must be string"}];
return false;
}
}
var valid0 = _errs10 === errors;
}
}
}
}
}
else {
validate14.errors = [{instancePath,schemaPath:"#/type",keyword:"type",params:{type: "object"},message:"must be object"}];
return false;
}
}
validate14.errors = vErrors;
return errors === 0;
}


function validate13(data, {instancePath="", parentData, parentDataProperty, rootData=data}={}){
let vErrors = null;
let errors = 0;
if(errors === 0){
if(data && typeof data == "object" && !Array.isArray(data)){
let missing0;
if(((data.runtime === undefined) && (missing0 = "runtime")) || ((data.script === undefined) && (missing0 = "script"))){
validate13.errors = [{instancePath,schemaPath:"#/required",keyword:"required",params:{missingProperty: missing0},message:"must have required property '"+missing0+"'"}];
return false;
}
else {
if(data.runtime !== undefined){
let data0 = data.runtime;
const _errs1 = errors;
if(typeof data0 !== "string"){
validate13.errors = [{instancePath:instancePath+"/runtime",schemaPath:"#/properties/runtime/type",keyword:"type",params:{type: "string"},message:"must be string"}];
return false;
}
if("demo" !== data0){
validate13.errors = [{instancePath:instancePath+"/runtime",schemaPath:"#/properties/runtime/const",keyword:"const",params:{allowedValue: "demo"},message:"must be equal to constant"}];
return false;
}
var valid0 = _errs1 === errors;
}
else {
var valid0 = true;
}
if(valid0){
if(data.title !== undefined){
let data1 = data.title;
const _errs3 = errors;
if(errors === _errs3){
if(typeof data1 === "string"){
if(data1.length > 200 && func2(data1) > 200){
validate13.errors = [{instancePath:instancePath+"/title",schemaPath:"#/properties/title/maxLength",keyword:"maxLength",params:{},message:"must NOT have more than 200 characters"}];
return false;
}
else {
if(data1.length < 1){
validate13.errors = [{instancePath:instancePath+"/title",schemaPath:"#/properties/title/minLength",keyword:"minLength",params:{},message:"must NOT have fewer than 1 characters"}];
return false;
}
}
}
else {
validate13.errors = [{instancePath:instancePath+"/title",schemaPath:"#/properties/title/type",keyword:"type",params:{type: "string"},message:"must be string"}];
return false;
}
}
var valid0 = _errs3 === errors;
}
else {
var valid0 = true;
}
if(valid0){
if(data.description !== undefined){
let data2 = data.description;
const _errs5 = errors;
if(errors === _errs5){
if(typeof data2 === "string"){
if(data2.length > 1000 && func2(data2) > 1000){
validate13.errors = [{instancePath:instancePath+"/description",schemaPath:"#/properties/description/maxLength",keyword:"maxLength",params:{},message:"must NOT have more than 1000 characters"}];
return false;
}
}
else {
validate13.errors = [{instancePath:instancePath+"/description",schemaPath:"#/properties/description/type",keyword:"type",params:{type: "string"},message:"must be string"}];
return false;
}
}
var valid0 = _errs5 === errors;
}
else {
var valid0 = true;
}
if(valid0){
if(data.silenceMs !== undefined){
let data3 = data.silenceMs;
const _errs7 = errors;
if(!(((typeof data3 == "number") && (!(data3 % 1) && !isNaN(data3))) && (isFinite(data3)))){
validate13.errors = [{instancePath:instancePath+"/silenceMs",schemaPath:"#/properties/silenceMs/type",keyword:"type",params:{type: "integer"},message:"must be integer"}];
return false;
}
if(errors === _errs7){
if((typeof data3 == "number") && (isFinite(data3))){
if(data3 > 86400000 || isNaN(data3)){
validate13.errors = [{instancePath:instancePath+"/silenceMs",schemaPath:"#/properties/silenceMs/maximum",keyword:"maximum",params:{comparison: "<=", limit: 86400000},message:"must be <= 86400000"}];
return false;
}
else {
if(data3 < 1000 || isNaN(data3)){
validate13.errors = [{instancePath:instancePath+"/silenceMs",schemaPath:"#/properties/silenceMs/minimum",keyword:"minimum",params:{comparison: ">=", limit: 1000},message:"must be >= 1000"}];
return false;
}
}
}
}
var valid0 = _errs7 === errors;
}
else {
var valid0 = true;
}
if(valid0){
if(data.pricing !== undefined){
const _errs9 = errors;
if(!(validate14(data.pricing, {instancePath:instancePath+"/pricing",parentData:data,parentDataProperty:"pricing",rootData}))){
vErrors = vErrors === null ? validate14.errors : vErrors.concat(validate14.errors);
errors = vErrors.length;
}
var valid0 = _errs9 === errors;
}
else {
var valid0 = true;
}
if(valid0){
if(data.script !== undefined){
let data5 = data.script;
const _errs10 = errors;
if(typeof data5 !== "string"){
validate13.errors = [{instancePath:instancePath+"/script",schemaPath:"#/properties/script/type",keyword:"type",params:{type: "string"},message:"must be string"}];
return false;
}
if(!((data5 === "echo") || (data5 === "coding-agent"))){
validate13.errors = [{instancePath:instancePath+"/script",schemaPath:"#/properties/script/enum",keyword:"enum",params:{allowedValues: schema14.properties.script.enum},message:"must be equal to one of the allowed values"}];
return false;
}
var valid0 = _errs10 === errors;
}
else {
var valid0 = true;
}
}
}
}
}
}
}
}
else {
validate13.errors = [{instancePath,schemaPath:"#/type",keyword:"type",params:{type: "object"},message:"must be object"}];
return false;
}
}
validate13.errors = vErrors;
return errors === 0;
}

const schema20 = {"description":"An agent that speaks the Agent Client Protocol on its standard input and output.","type":"object","properties":{"runtime":{"type":"string","const":"acp"},"title":{"description":"What people see.","type":"string","minLength":1,"maxLength":200},"description":{"type":"string","maxLength":1000},"silenceMs":{"description":"Longest silence within a turn; `agentSilence` by default.","type":"integer","minimum":1000,"maximum":86400000},"pricing":{"$ref":"spec://protocol/#/$defs/AgentPricing"},"command":{"description":"The program: a path, or a name to be found on `PATH`.","type":"string","minLength":1},"args":{"type":"array","items":{"type":"string"}},"env":{"description":"Environment of the process beside `PATH`, `HOME`, `LANG`, `TERM`, `TMPDIR`, `USER` and `SHELL`.","type":"object","additionalProperties":{"type":"string"}},"passEnv":{"description":"Names of variables of the gateway's own environment that are handed on, for instance a model provider's key.","type":"array","items":{"type":"string"}},"authMethod":{"description":"The id of the authentication method to use when the agent asks for one.","type":"string"}},"required":["runtime","command"]};

function validate17(data, {instancePath="", parentData, parentDataProperty, rootData=data}={}){
let vErrors = null;
let errors = 0;
if(errors === 0){
if(data && typeof data == "object" && !Array.isArray(data)){
let missing0;
if(((data.runtime === undefined) && (missing0 = "runtime")) || ((data.command === undefined) && (missing0 = "command"))){
validate17.errors = [{instancePath,schemaPath:"#/required",keyword:"required",params:{missingProperty: missing0},message:"must have required property '"+missing0+"'"}];
return false;
}
else {
if(data.runtime !== undefined){
let data0 = data.runtime;
const _errs1 = errors;
if(typeof data0 !== "string"){
validate17.errors = [{instancePath:instancePath+"/runtime",schemaPath:"#/properties/runtime/type",keyword:"type",params:{type: "string"},message:"must be string"}];
return false;
}
if("acp" !== data0){
validate17.errors = [{instancePath:instancePath+"/runtime",schemaPath:"#/properties/runtime/const",keyword:"const",params:{allowedValue: "acp"},message:"must be equal to constant"}];
return false;
}
var valid0 = _errs1 === errors;
}
else {
var valid0 = true;
}
if(valid0){
if(data.title !== undefined){
let data1 = data.title;
const _errs3 = errors;
if(errors === _errs3){
if(typeof data1 === "string"){
if(data1.length > 200 && func2(data1) > 200){
validate17.errors = [{instancePath:instancePath+"/title",schemaPath:"#/properties/title/maxLength",keyword:"maxLength",params:{},message:"must NOT have more than 200 characters"}];
return false;
}
else {
if(data1.length < 1){
validate17.errors = [{instancePath:instancePath+"/title",schemaPath:"#/properties/title/minLength",keyword:"minLength",params:{},message:"must NOT have fewer than 1 characters"}];
return false;
}
}
}
else {
validate17.errors = [{instancePath:instancePath+"/title",schemaPath:"#/properties/title/type",keyword:"type",params:{type: "string"},message:"must be string"}];
return false;
}
}
var valid0 = _errs3 === errors;
}
else {
var valid0 = true;
}
if(valid0){
if(data.description !== undefined){
let data2 = data.description;
const _errs5 = errors;
if(errors === _errs5){
if(typeof data2 === "string"){
if(data2.length > 1000 && func2(data2) > 1000){
validate17.errors = [{instancePath:instancePath+"/description",schemaPath:"#/properties/description/maxLength",keyword:"maxLength",params:{},message:"must NOT have more than 1000 characters"}];
return false;
}
}
else {
validate17.errors = [{instancePath:instancePath+"/description",schemaPath:"#/properties/description/type",keyword:"type",params:{type: "string"},message:"must be string"}];
return false;
}
}
var valid0 = _errs5 === errors;
}
else {
var valid0 = true;
}
if(valid0){
if(data.silenceMs !== undefined){
let data3 = data.silenceMs;
const _errs7 = errors;
if(!(((typeof data3 == "number") && (!(data3 % 1) && !isNaN(data3))) && (isFinite(data3)))){
validate17.errors = [{instancePath:instancePath+"/silenceMs",schemaPath:"#/properties/silenceMs/type",keyword:"type",params:{type: "integer"},message:"must be integer"}];
return false;
}
if(errors === _errs7){
if((typeof data3 == "number") && (isFinite(data3))){
if(data3 > 86400000 || isNaN(data3)){
validate17.errors = [{instancePath:instancePath+"/silenceMs",schemaPath:"#/properties/silenceMs/maximum",keyword:"maximum",params:{comparison: "<=", limit: 86400000},message:"must be <= 86400000"}];
return false;
}
else {
if(data3 < 1000 || isNaN(data3)){
validate17.errors = [{instancePath:instancePath+"/silenceMs",schemaPath:"#/properties/silenceMs/minimum",keyword:"minimum",params:{comparison: ">=", limit: 1000},message:"must be >= 1000"}];
return false;
}
}
}
}
var valid0 = _errs7 === errors;
}
else {
var valid0 = true;
}
if(valid0){
if(data.pricing !== undefined){
const _errs9 = errors;
if(!(validate14(data.pricing, {instancePath:instancePath+"/pricing",parentData:data,parentDataProperty:"pricing",rootData}))){
vErrors = vErrors === null ? validate14.errors : vErrors.concat(validate14.errors);
errors = vErrors.length;
}
var valid0 = _errs9 === errors;
}
else {
var valid0 = true;
}
if(valid0){
if(data.command !== undefined){
let data5 = data.command;
const _errs10 = errors;
if(errors === _errs10){
if(typeof data5 === "string"){
if(data5.length < 1){
validate17.errors = [{instancePath:instancePath+"/command",schemaPath:"#/properties/command/minLength",keyword:"minLength",params:{},message:"must NOT have fewer than 1 characters"}];
return false;
}
}
else {
validate17.errors = [{instancePath:instancePath+"/command",schemaPath:"#/properties/command/type",keyword:"type",params:{type: "string"},message:"must be string"}];
return false;
}
}
var valid0 = _errs10 === errors;
}
else {
var valid0 = true;
}
if(valid0){
if(data.args !== undefined){
let data6 = data.args;
const _errs12 = errors;
if(errors === _errs12){
if(Array.isArray(data6)){
var valid1 = true;
const len0 = data6.length;
for(let i0=0; i0<len0; i0++){
const _errs14 = errors;
if(typeof data6[i0] !== "string"){
validate17.errors = [{instancePath:instancePath+"/args/" + i0,schemaPath:"#/properties/args/items/type",keyword:"type",params:{type: "string"},message:"must be string"}];
return false;
}
var valid1 = _errs14 === errors;
if(!valid1){
break;
}
}
}
else {
validate17.errors = [{instancePath:instancePath+"/args",schemaPath:"#/properties/args/type",keyword:"type",params:{type: "array"},message:"must be array"}];
return false;
}
}
var valid0 = _errs12 === errors;
}
else {
var valid0 = true;
}
if(valid0){
if(data.env !== undefined){
let data8 = data.env;
const _errs16 = errors;
if(errors === _errs16){
if(data8 && typeof data8 == "object" && !Array.isArray(data8)){
for(const key0 in data8){
const _errs19 = errors;
if(typeof data8[key0] !== "string"){
validate17.errors = [{instancePath:instancePath+"/env/" + key0.replace(/~/g, "~0").replace(/\//g, "~1"),schemaPath:"#/properties/env/additionalProperties/type",keyword:"type",params:{type: "string"},message:"must be string"}];
return false;
}
var valid2 = _errs19 === errors;
if(!valid2){
break;
}
}
}
else {
validate17.errors = [{instancePath:instancePath+"/env",schemaPath:"#/properties/env/type",keyword:"type",params:{type: "object"},message:"must be object"}];
return false;
}
}
var valid0 = _errs16 === errors;
}
else {
var valid0 = true;
}
if(valid0){
if(data.passEnv !== undefined){
let data10 = data.passEnv;
const _errs21 = errors;
if(errors === _errs21){
if(Array.isArray(data10)){
var valid3 = true;
const len1 = data10.length;
for(let i1=0; i1<len1; i1++){
const _errs23 = errors;
if(typeof data10[i1] !== "string"){
validate17.errors = [{instancePath:instancePath+"/passEnv/" + i1,schemaPath:"#/properties/passEnv/items/type",keyword:"type",params:{type: "string"},message:"must be string"}];
return false;
}
var valid3 = _errs23 === errors;
if(!valid3){
break;
}
}
}
else {
validate17.errors = [{instancePath:instancePath+"/passEnv",schemaPath:"#/properties/passEnv/type",keyword:"type",params:{type: "array"},message:"must be array"}];
return false;
}
}
var valid0 = _errs21 === errors;
}
else {
var valid0 = true;
}
if(valid0){
if(data.authMethod !== undefined){
const _errs25 = errors;
if(typeof data.authMethod !== "string"){
validate17.errors = [{instancePath:instancePath+"/authMethod",schemaPath:"#/properties/authMethod/type",keyword:"type",params:{type: "string"},message:"must be string"}];
return false;
}
var valid0 = _errs25 === errors;
}
else {
var valid0 = true;
}
}
}
}
}
}
}
}
}
}
}
}
else {
validate17.errors = [{instancePath,schemaPath:"#/type",keyword:"type",params:{type: "object"},message:"must be object"}];
return false;
}
}
validate17.errors = vErrors;
return errors === 0;
}


function validate12(data, {instancePath="", parentData, parentDataProperty, rootData=data}={}){
let vErrors = null;
let errors = 0;
const _errs0 = errors;
let valid0 = false;
const _errs1 = errors;
if(!(validate13(data, {instancePath,parentData,parentDataProperty,rootData}))){
vErrors = vErrors === null ? validate13.errors : vErrors.concat(validate13.errors);
errors = vErrors.length;
}
var _valid0 = _errs1 === errors;
valid0 = valid0 || _valid0;
if(!valid0){
const _errs2 = errors;
if(!(validate17(data, {instancePath,parentData,parentDataProperty,rootData}))){
vErrors = vErrors === null ? validate17.errors : vErrors.concat(validate17.errors);
errors = vErrors.length;
}
var _valid0 = _errs2 === errors;
valid0 = valid0 || _valid0;
}
if(!valid0){
const err0 = {instancePath,schemaPath:"#/anyOf",keyword:"anyOf",params:{},message:"must match a schema in anyOf"};
if(vErrors === null){
vErrors = [err0];
}
else {
vErrors.push(err0);
}
errors++;
validate12.errors = vErrors;
return false;
}
else {
errors = _errs0;
if(vErrors !== null){
if(_errs0){
vErrors.length = _errs0;
}
else {
vErrors = null;
}
}
}
validate12.errors = vErrors;
return errors === 0;
}


function validate10(data, {instancePath="", parentData, parentDataProperty, rootData=data}={}){
/*# sourceURL="spec://export/AgentsFile" */;
let vErrors = null;
let errors = 0;
if(errors === 0){
if(data && typeof data == "object" && !Array.isArray(data)){
for(const key0 in data){
const _errs2 = errors;
if(!(validate12(data[key0], {instancePath:instancePath+"/" + key0.replace(/~/g, "~0").replace(/\//g, "~1"),parentData:data,parentDataProperty:key0,rootData}))){
vErrors = vErrors === null ? validate12.errors : vErrors.concat(validate12.errors);
errors = vErrors.length;
}
var valid0 = _errs2 === errors;
if(!valid0){
break;
}
}
}
else {
validate10.errors = [{instancePath,schemaPath:"#/type",keyword:"type",params:{type: "object"},message:"must be object"}];
return false;
}
}
validate10.errors = vErrors;
return errors === 0;
}
