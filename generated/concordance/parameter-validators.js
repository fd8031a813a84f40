// Generated from spec/concordance/*.tsp by `npm run generate`. Do not edit.
/* eslint-disable */
import { codePoints, isNumeral, jsonBytes, utf8Bytes } from "../runtime/validation.ts";
export const KvList_path = validate10;
const schema11 = {"type":"object","properties":{"namespace":{"$ref":"spec://protocol/#/$defs/Namespace"}},"required":["namespace"],"$id":"spec://export/KvList_path"};
const schema13 = {"description":"A place in the tree of entries: segments joined by `/`. A segment has letters, digits and `: . _ @ | -`, and anything\nelse as `%` with two hexadecimal digits; it is neither empty nor `.` nor `..`. At most 512 bytes. It is compared\ncharacter by character: `%2f` and `%2F` are two names.\n\nA namespace covers itself and what is below it, by whole segments: `tenant:acme` covers `tenant:acme/settings`, and\nnever `tenant:acme2`.","type":"string","maxLength":512,"pattern":"^(?!\\.{0,2}(?:/|$))[A-Za-z0-9:._@|-]*(?:%[0-9A-Fa-f]{2}[A-Za-z0-9:._@|-]*)*(?:/(?!\\.{0,2}(?:/|$))[A-Za-z0-9:._@|-]*(?:%[0-9A-Fa-f]{2}[A-Za-z0-9:._@|-]*)*)*$","x-pattern-message":"must be segments joined by '/', none of them empty, '.' or '..', of letters, digits, ':._@|-' and '%' with two hexadecimal digits","x-max-bytes":512};
const func2 = codePoints;
const func3 = utf8Bytes;
const pattern0 = new RegExp("^(?!\\.{0,2}(?:/|$))[A-Za-z0-9:._@|-]*(?:%[0-9A-Fa-f]{2}[A-Za-z0-9:._@|-]*)*(?:/(?!\\.{0,2}(?:/|$))[A-Za-z0-9:._@|-]*(?:%[0-9A-Fa-f]{2}[A-Za-z0-9:._@|-]*)*)*$");

function validate10(data, {instancePath="", parentData, parentDataProperty, rootData=data}={}){
/*# sourceURL="spec://export/KvList_path" */;
let vErrors = null;
let errors = 0;
if(errors === 0){
if(data && typeof data == "object" && !Array.isArray(data)){
let missing0;
if((data.namespace === undefined) && (missing0 = "namespace")){
validate10.errors = [{instancePath,schemaPath:"#/required",keyword:"required",params:{missingProperty: missing0},message:"must have required property '"+missing0+"'"}];
return false;
}
else {
if(data.namespace !== undefined){
let data0 = data.namespace;
const _errs2 = errors;
if(typeof data0 !== "string"){
let dataType0 = typeof data0;
let coerced0 = undefined;
if(!(coerced0 !== undefined)){
if(dataType0 == "number" || dataType0 == "boolean"){
coerced0 = "" + data0;
}
else if(data0 === null){
coerced0 = "";
}
else {
validate10.errors = [{instancePath:instancePath+"/namespace",schemaPath:"spec://protocol/#/$defs/Namespace/type",keyword:"type",params:{type: "string"},message:"must be string"}];
return false;
}
}
if(coerced0 !== undefined){
data0 = coerced0;
if(data !== undefined){
data["namespace"] = coerced0;
}
}
}
if(errors === _errs2){
if(typeof data0 === "string"){
if(data0.length > 512 && func2(data0) > 512){
validate10.errors = [{instancePath:instancePath+"/namespace",schemaPath:"spec://protocol/#/$defs/Namespace/maxLength",keyword:"maxLength",params:{},message:"must NOT have more than 512 characters"}];
return false;
}
else {
if(data0.length > 170 && func3(data0) > 512){
validate10.errors = [{instancePath:instancePath+"/namespace",schemaPath:"spec://protocol/#/$defs/Namespace/x-max-bytes",keyword:"x-max-bytes",params:{},message:"must not be larger than 512 bytes"}];
return false;
}
else {
if(!pattern0.test(data0)){
validate10.errors = [{instancePath:instancePath+"/namespace",schemaPath:"spec://protocol/#/$defs/Namespace/pattern",keyword:"pattern",params:{},message:"must be segments joined by '/', none of them empty, '.' or '..', of letters, digits, ':._@|-' and '%' with two hexadecimal digits"}];
return false;
}
}
}
}
}
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

export const KvList_query = validate12;
const schema14 = {"type":"object","properties":{"prefix":{"description":"Only entries whose keys begin like this.","$ref":"spec://protocol/#/$defs/KeyPrefix","default":""},"limit":{"default":1000,"allOf":[{"x-numeral":"integer"},{"type":"integer","minimum":1,"maximum":1000}]},"cursor":{"description":"`nextCursor` of the page before.","$ref":"spec://protocol/#/$defs/Cursor"},"consistency":{"description":"Where the read is made.","$ref":"spec://protocol/#/$defs/Consistency","default":"local"},"forward":{"description":"Whether the node may ask the leader in the client's stead. If not, it answers `NOT_LEADER` where it would have to.","type":"boolean","default":true}},"required":[],"$id":"spec://export/KvList_query"};
const schema15 = {"description":"What a key begins with; empty for every key. At most 512 bytes.","type":"string","maxLength":512,"pattern":"^[^\\u0000-\\u001f\\u007f-\\u009f\\ud800-\\udfff]*(?:[\\ud800-\\udbff][\\udc00-\\udfff][^\\u0000-\\u001f\\u007f-\\u009f\\ud800-\\udfff]*)*$","x-pattern-message":"must have no control character and no half of a surrogate pair","x-max-bytes":512};
const schema16 = {"description":"Opaque: hand it back as it came, with the same namespace and prefix.","type":"string","maxLength":2048,"pattern":"^[A-Za-z0-9_-]+$","x-pattern-message":"must be a cursor that came with a page"};
const schema17 = {"description":"Where a read is made.","type":"string","enum":["local","linearizable"]};
const func6 = isNumeral;
const pattern1 = new RegExp("^[^\\u0000-\\u001f\\u007f-\\u009f\\ud800-\\udfff]*(?:[\\ud800-\\udbff][\\udc00-\\udfff][^\\u0000-\\u001f\\u007f-\\u009f\\ud800-\\udfff]*)*$");
const pattern2 = new RegExp("^[A-Za-z0-9_-]+$");

function validate12(data, {instancePath="", parentData, parentDataProperty, rootData=data}={}){
/*# sourceURL="spec://export/KvList_query" */;
let vErrors = null;
let errors = 0;
if(errors === 0){
if(data && typeof data == "object" && !Array.isArray(data)){
if(data.prefix === undefined){
data.prefix = "";
}
if(data.limit === undefined){
data.limit = 1000;
}
if(data.consistency === undefined){
data.consistency = "local";
}
if(data.forward === undefined){
data.forward = true;
}
let data0 = data.prefix;
const _errs1 = errors;
const _errs2 = errors;
if(typeof data0 !== "string"){
let dataType0 = typeof data0;
let coerced0 = undefined;
if(!(coerced0 !== undefined)){
if(dataType0 == "number" || dataType0 == "boolean"){
coerced0 = "" + data0;
}
else if(data0 === null){
coerced0 = "";
}
else {
validate12.errors = [{instancePath:instancePath+"/prefix",schemaPath:"spec://protocol/#/$defs/KeyPrefix/type",keyword:"type",params:{type: "string"},message:"must be string"}];
return false;
}
}
if(coerced0 !== undefined){
data0 = coerced0;
if(data !== undefined){
data["prefix"] = coerced0;
}
}
}
if(errors === _errs2){
if(typeof data0 === "string"){
if(data0.length > 512 && func2(data0) > 512){
validate12.errors = [{instancePath:instancePath+"/prefix",schemaPath:"spec://protocol/#/$defs/KeyPrefix/maxLength",keyword:"maxLength",params:{},message:"must NOT have more than 512 characters"}];
return false;
}
else {
if(data0.length > 170 && func3(data0) > 512){
validate12.errors = [{instancePath:instancePath+"/prefix",schemaPath:"spec://protocol/#/$defs/KeyPrefix/x-max-bytes",keyword:"x-max-bytes",params:{},message:"must not be larger than 512 bytes"}];
return false;
}
else {
if(!pattern1.test(data0)){
validate12.errors = [{instancePath:instancePath+"/prefix",schemaPath:"spec://protocol/#/$defs/KeyPrefix/pattern",keyword:"pattern",params:{},message:"must have no control character and no half of a surrogate pair"}];
return false;
}
}
}
}
}
var valid0 = _errs1 === errors;
if(valid0){
let data1 = data.limit;
const _errs4 = errors;
const _errs5 = errors;
if(typeof data1 === "string" && !func6(data1, "integer")){
validate12.errors = [{instancePath:instancePath+"/limit",schemaPath:"#/properties/limit/allOf/0/x-numeral",keyword:"x-numeral",params:{},message:"must be "+"integer"}];
return false;
}
var valid2 = _errs5 === errors;
if(valid2){
const _errs6 = errors;
if(!(((typeof data1 == "number") && (!(data1 % 1) && !isNaN(data1))) && (isFinite(data1)))){
let dataType1 = typeof data1;
let coerced1 = undefined;
if(!(coerced1 !== undefined)){
if(dataType1 === "boolean" || data1 === null
              || (dataType1 === "string" && data1 && data1 == +data1 && !(data1 % 1))){
coerced1 = +data1;
}
else {
validate12.errors = [{instancePath:instancePath+"/limit",schemaPath:"#/properties/limit/allOf/1/type",keyword:"type",params:{type: "integer"},message:"must be integer"}];
return false;
}
}
if(coerced1 !== undefined){
data1 = coerced1;
if(data !== undefined){
data["limit"] = coerced1;
}
}
}
if(errors === _errs6){
if((typeof data1 == "number") && (isFinite(data1))){
if(data1 > 1000 || isNaN(data1)){
validate12.errors = [{instancePath:instancePath+"/limit",schemaPath:"#/properties/limit/allOf/1/maximum",keyword:"maximum",params:{comparison: "<=", limit: 1000},message:"must be <= 1000"}];
return false;
}
else {
if(data1 < 1 || isNaN(data1)){
validate12.errors = [{instancePath:instancePath+"/limit",schemaPath:"#/properties/limit/allOf/1/minimum",keyword:"minimum",params:{comparison: ">=", limit: 1},message:"must be >= 1"}];
return false;
}
}
}
}
var valid2 = _errs6 === errors;
}
var valid0 = _errs4 === errors;
if(valid0){
if(data.cursor !== undefined){
let data2 = data.cursor;
const _errs8 = errors;
const _errs9 = errors;
if(typeof data2 !== "string"){
let dataType2 = typeof data2;
let coerced2 = undefined;
if(!(coerced2 !== undefined)){
if(dataType2 == "number" || dataType2 == "boolean"){
coerced2 = "" + data2;
}
else if(data2 === null){
coerced2 = "";
}
else {
validate12.errors = [{instancePath:instancePath+"/cursor",schemaPath:"spec://protocol/#/$defs/Cursor/type",keyword:"type",params:{type: "string"},message:"must be string"}];
return false;
}
}
if(coerced2 !== undefined){
data2 = coerced2;
if(data !== undefined){
data["cursor"] = coerced2;
}
}
}
if(errors === _errs9){
if(typeof data2 === "string"){
if(data2.length > 2048 && func2(data2) > 2048){
validate12.errors = [{instancePath:instancePath+"/cursor",schemaPath:"spec://protocol/#/$defs/Cursor/maxLength",keyword:"maxLength",params:{},message:"must NOT have more than 2048 characters"}];
return false;
}
else {
if(!pattern2.test(data2)){
validate12.errors = [{instancePath:instancePath+"/cursor",schemaPath:"spec://protocol/#/$defs/Cursor/pattern",keyword:"pattern",params:{},message:"must be a cursor that came with a page"}];
return false;
}
}
}
}
var valid0 = _errs8 === errors;
}
else {
var valid0 = true;
}
if(valid0){
let data3 = data.consistency;
const _errs11 = errors;
if(typeof data3 !== "string"){
let dataType3 = typeof data3;
let coerced3 = undefined;
if(!(coerced3 !== undefined)){
if(dataType3 == "number" || dataType3 == "boolean"){
coerced3 = "" + data3;
}
else if(data3 === null){
coerced3 = "";
}
else {
validate12.errors = [{instancePath:instancePath+"/consistency",schemaPath:"spec://protocol/#/$defs/Consistency/type",keyword:"type",params:{type: "string"},message:"must be string"}];
return false;
}
}
if(coerced3 !== undefined){
data3 = coerced3;
if(data !== undefined){
data["consistency"] = coerced3;
}
}
}
if(!((data3 === "local") || (data3 === "linearizable"))){
validate12.errors = [{instancePath:instancePath+"/consistency",schemaPath:"spec://protocol/#/$defs/Consistency/enum",keyword:"enum",params:{allowedValues: schema17.enum},message:"must be equal to one of the allowed values"}];
return false;
}
var valid0 = _errs11 === errors;
if(valid0){
let data4 = data.forward;
const _errs14 = errors;
if(typeof data4 !== "boolean"){
let coerced4 = undefined;
if(!(coerced4 !== undefined)){
if(data4 === "false" || data4 === 0 || data4 === null){
coerced4 = false;
}
else if(data4 === "true" || data4 === 1){
coerced4 = true;
}
else {
validate12.errors = [{instancePath:instancePath+"/forward",schemaPath:"#/properties/forward/type",keyword:"type",params:{type: "boolean"},message:"must be boolean"}];
return false;
}
}
if(coerced4 !== undefined){
data4 = coerced4;
if(data !== undefined){
data["forward"] = coerced4;
}
}
}
var valid0 = _errs14 === errors;
}
}
}
}
}
else {
validate12.errors = [{instancePath,schemaPath:"#/type",keyword:"type",params:{type: "object"},message:"must be object"}];
return false;
}
}
validate12.errors = vErrors;
return errors === 0;
}

export const KvGet_path = validate13;
const schema18 = {"type":"object","properties":{"namespace":{"$ref":"spec://protocol/#/$defs/Namespace"},"key":{"$ref":"spec://protocol/#/$defs/Key"}},"required":["namespace","key"],"$id":"spec://export/KvGet_path"};
const schema20 = {"description":"Names an entry within its namespace: 1 to 512 bytes of UTF-8 without control characters and without half of a\nsurrogate pair. It may hold `/`. `.` and `..` are refused: URL libraries swallow them.","type":"string","minLength":1,"maxLength":512,"pattern":"^(?!\\.{1,2}$)[^\\u0000-\\u001f\\u007f-\\u009f\\ud800-\\udfff]*(?:[\\ud800-\\udbff][\\udc00-\\udfff][^\\u0000-\\u001f\\u007f-\\u009f\\ud800-\\udfff]*)*$","x-pattern-message":"must not be '.' or '..', and have no control character and no half of a surrogate pair","x-max-bytes":512};
const pattern4 = new RegExp("^(?!\\.{1,2}$)[^\\u0000-\\u001f\\u007f-\\u009f\\ud800-\\udfff]*(?:[\\ud800-\\udbff][\\udc00-\\udfff][^\\u0000-\\u001f\\u007f-\\u009f\\ud800-\\udfff]*)*$");

function validate13(data, {instancePath="", parentData, parentDataProperty, rootData=data}={}){
/*# sourceURL="spec://export/KvGet_path" */;
let vErrors = null;
let errors = 0;
if(errors === 0){
if(data && typeof data == "object" && !Array.isArray(data)){
let missing0;
if(((data.namespace === undefined) && (missing0 = "namespace")) || ((data.key === undefined) && (missing0 = "key"))){
validate13.errors = [{instancePath,schemaPath:"#/required",keyword:"required",params:{missingProperty: missing0},message:"must have required property '"+missing0+"'"}];
return false;
}
else {
if(data.namespace !== undefined){
let data0 = data.namespace;
const _errs1 = errors;
const _errs2 = errors;
if(typeof data0 !== "string"){
let dataType0 = typeof data0;
let coerced0 = undefined;
if(!(coerced0 !== undefined)){
if(dataType0 == "number" || dataType0 == "boolean"){
coerced0 = "" + data0;
}
else if(data0 === null){
coerced0 = "";
}
else {
validate13.errors = [{instancePath:instancePath+"/namespace",schemaPath:"spec://protocol/#/$defs/Namespace/type",keyword:"type",params:{type: "string"},message:"must be string"}];
return false;
}
}
if(coerced0 !== undefined){
data0 = coerced0;
if(data !== undefined){
data["namespace"] = coerced0;
}
}
}
if(errors === _errs2){
if(typeof data0 === "string"){
if(data0.length > 512 && func2(data0) > 512){
validate13.errors = [{instancePath:instancePath+"/namespace",schemaPath:"spec://protocol/#/$defs/Namespace/maxLength",keyword:"maxLength",params:{},message:"must NOT have more than 512 characters"}];
return false;
}
else {
if(data0.length > 170 && func3(data0) > 512){
validate13.errors = [{instancePath:instancePath+"/namespace",schemaPath:"spec://protocol/#/$defs/Namespace/x-max-bytes",keyword:"x-max-bytes",params:{},message:"must not be larger than 512 bytes"}];
return false;
}
else {
if(!pattern0.test(data0)){
validate13.errors = [{instancePath:instancePath+"/namespace",schemaPath:"spec://protocol/#/$defs/Namespace/pattern",keyword:"pattern",params:{},message:"must be segments joined by '/', none of them empty, '.' or '..', of letters, digits, ':._@|-' and '%' with two hexadecimal digits"}];
return false;
}
}
}
}
}
var valid0 = _errs1 === errors;
}
else {
var valid0 = true;
}
if(valid0){
if(data.key !== undefined){
let data1 = data.key;
const _errs4 = errors;
const _errs5 = errors;
if(typeof data1 !== "string"){
let dataType1 = typeof data1;
let coerced1 = undefined;
if(!(coerced1 !== undefined)){
if(dataType1 == "number" || dataType1 == "boolean"){
coerced1 = "" + data1;
}
else if(data1 === null){
coerced1 = "";
}
else {
validate13.errors = [{instancePath:instancePath+"/key",schemaPath:"spec://protocol/#/$defs/Key/type",keyword:"type",params:{type: "string"},message:"must be string"}];
return false;
}
}
if(coerced1 !== undefined){
data1 = coerced1;
if(data !== undefined){
data["key"] = coerced1;
}
}
}
if(errors === _errs5){
if(typeof data1 === "string"){
if(data1.length > 512 && func2(data1) > 512){
validate13.errors = [{instancePath:instancePath+"/key",schemaPath:"spec://protocol/#/$defs/Key/maxLength",keyword:"maxLength",params:{},message:"must NOT have more than 512 characters"}];
return false;
}
else {
if(data1.length < 1){
validate13.errors = [{instancePath:instancePath+"/key",schemaPath:"spec://protocol/#/$defs/Key/minLength",keyword:"minLength",params:{},message:"must NOT have fewer than 1 characters"}];
return false;
}
else {
if(data1.length > 170 && func3(data1) > 512){
validate13.errors = [{instancePath:instancePath+"/key",schemaPath:"spec://protocol/#/$defs/Key/x-max-bytes",keyword:"x-max-bytes",params:{},message:"must not be larger than 512 bytes"}];
return false;
}
else {
if(!pattern4.test(data1)){
validate13.errors = [{instancePath:instancePath+"/key",schemaPath:"spec://protocol/#/$defs/Key/pattern",keyword:"pattern",params:{},message:"must not be '.' or '..', and have no control character and no half of a surrogate pair"}];
return false;
}
}
}
}
}
}
var valid0 = _errs4 === errors;
}
else {
var valid0 = true;
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

export const KvGet_query = validate14;
const schema21 = {"type":"object","properties":{"consistency":{"description":"Where the read is made.","$ref":"spec://protocol/#/$defs/Consistency","default":"local"},"forward":{"description":"Whether the node may ask the leader in the client's stead. If not, it answers `NOT_LEADER` where it would have to.","type":"boolean","default":true}},"required":[],"$id":"spec://export/KvGet_query"};

function validate14(data, {instancePath="", parentData, parentDataProperty, rootData=data}={}){
/*# sourceURL="spec://export/KvGet_query" */;
let vErrors = null;
let errors = 0;
if(errors === 0){
if(data && typeof data == "object" && !Array.isArray(data)){
if(data.consistency === undefined){
data.consistency = "local";
}
if(data.forward === undefined){
data.forward = true;
}
let data0 = data.consistency;
const _errs1 = errors;
if(typeof data0 !== "string"){
let dataType0 = typeof data0;
let coerced0 = undefined;
if(!(coerced0 !== undefined)){
if(dataType0 == "number" || dataType0 == "boolean"){
coerced0 = "" + data0;
}
else if(data0 === null){
coerced0 = "";
}
else {
validate14.errors = [{instancePath:instancePath+"/consistency",schemaPath:"spec://protocol/#/$defs/Consistency/type",keyword:"type",params:{type: "string"},message:"must be string"}];
return false;
}
}
if(coerced0 !== undefined){
data0 = coerced0;
if(data !== undefined){
data["consistency"] = coerced0;
}
}
}
if(!((data0 === "local") || (data0 === "linearizable"))){
validate14.errors = [{instancePath:instancePath+"/consistency",schemaPath:"spec://protocol/#/$defs/Consistency/enum",keyword:"enum",params:{allowedValues: schema17.enum},message:"must be equal to one of the allowed values"}];
return false;
}
var valid0 = _errs1 === errors;
if(valid0){
let data1 = data.forward;
const _errs4 = errors;
if(typeof data1 !== "boolean"){
let coerced1 = undefined;
if(!(coerced1 !== undefined)){
if(data1 === "false" || data1 === 0 || data1 === null){
coerced1 = false;
}
else if(data1 === "true" || data1 === 1){
coerced1 = true;
}
else {
validate14.errors = [{instancePath:instancePath+"/forward",schemaPath:"#/properties/forward/type",keyword:"type",params:{type: "boolean"},message:"must be boolean"}];
return false;
}
}
if(coerced1 !== undefined){
data1 = coerced1;
if(data !== undefined){
data["forward"] = coerced1;
}
}
}
var valid0 = _errs4 === errors;
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

export const KvSet_path = validate15;
const schema23 = {"type":"object","properties":{"namespace":{"$ref":"spec://protocol/#/$defs/Namespace"},"key":{"$ref":"spec://protocol/#/$defs/Key"}},"required":["namespace","key"],"$id":"spec://export/KvSet_path"};

function validate15(data, {instancePath="", parentData, parentDataProperty, rootData=data}={}){
/*# sourceURL="spec://export/KvSet_path" */;
let vErrors = null;
let errors = 0;
if(errors === 0){
if(data && typeof data == "object" && !Array.isArray(data)){
let missing0;
if(((data.namespace === undefined) && (missing0 = "namespace")) || ((data.key === undefined) && (missing0 = "key"))){
validate15.errors = [{instancePath,schemaPath:"#/required",keyword:"required",params:{missingProperty: missing0},message:"must have required property '"+missing0+"'"}];
return false;
}
else {
if(data.namespace !== undefined){
let data0 = data.namespace;
const _errs1 = errors;
const _errs2 = errors;
if(typeof data0 !== "string"){
let dataType0 = typeof data0;
let coerced0 = undefined;
if(!(coerced0 !== undefined)){
if(dataType0 == "number" || dataType0 == "boolean"){
coerced0 = "" + data0;
}
else if(data0 === null){
coerced0 = "";
}
else {
validate15.errors = [{instancePath:instancePath+"/namespace",schemaPath:"spec://protocol/#/$defs/Namespace/type",keyword:"type",params:{type: "string"},message:"must be string"}];
return false;
}
}
if(coerced0 !== undefined){
data0 = coerced0;
if(data !== undefined){
data["namespace"] = coerced0;
}
}
}
if(errors === _errs2){
if(typeof data0 === "string"){
if(data0.length > 512 && func2(data0) > 512){
validate15.errors = [{instancePath:instancePath+"/namespace",schemaPath:"spec://protocol/#/$defs/Namespace/maxLength",keyword:"maxLength",params:{},message:"must NOT have more than 512 characters"}];
return false;
}
else {
if(data0.length > 170 && func3(data0) > 512){
validate15.errors = [{instancePath:instancePath+"/namespace",schemaPath:"spec://protocol/#/$defs/Namespace/x-max-bytes",keyword:"x-max-bytes",params:{},message:"must not be larger than 512 bytes"}];
return false;
}
else {
if(!pattern0.test(data0)){
validate15.errors = [{instancePath:instancePath+"/namespace",schemaPath:"spec://protocol/#/$defs/Namespace/pattern",keyword:"pattern",params:{},message:"must be segments joined by '/', none of them empty, '.' or '..', of letters, digits, ':._@|-' and '%' with two hexadecimal digits"}];
return false;
}
}
}
}
}
var valid0 = _errs1 === errors;
}
else {
var valid0 = true;
}
if(valid0){
if(data.key !== undefined){
let data1 = data.key;
const _errs4 = errors;
const _errs5 = errors;
if(typeof data1 !== "string"){
let dataType1 = typeof data1;
let coerced1 = undefined;
if(!(coerced1 !== undefined)){
if(dataType1 == "number" || dataType1 == "boolean"){
coerced1 = "" + data1;
}
else if(data1 === null){
coerced1 = "";
}
else {
validate15.errors = [{instancePath:instancePath+"/key",schemaPath:"spec://protocol/#/$defs/Key/type",keyword:"type",params:{type: "string"},message:"must be string"}];
return false;
}
}
if(coerced1 !== undefined){
data1 = coerced1;
if(data !== undefined){
data["key"] = coerced1;
}
}
}
if(errors === _errs5){
if(typeof data1 === "string"){
if(data1.length > 512 && func2(data1) > 512){
validate15.errors = [{instancePath:instancePath+"/key",schemaPath:"spec://protocol/#/$defs/Key/maxLength",keyword:"maxLength",params:{},message:"must NOT have more than 512 characters"}];
return false;
}
else {
if(data1.length < 1){
validate15.errors = [{instancePath:instancePath+"/key",schemaPath:"spec://protocol/#/$defs/Key/minLength",keyword:"minLength",params:{},message:"must NOT have fewer than 1 characters"}];
return false;
}
else {
if(data1.length > 170 && func3(data1) > 512){
validate15.errors = [{instancePath:instancePath+"/key",schemaPath:"spec://protocol/#/$defs/Key/x-max-bytes",keyword:"x-max-bytes",params:{},message:"must not be larger than 512 bytes"}];
return false;
}
else {
if(!pattern4.test(data1)){
validate15.errors = [{instancePath:instancePath+"/key",schemaPath:"spec://protocol/#/$defs/Key/pattern",keyword:"pattern",params:{},message:"must not be '.' or '..', and have no control character and no half of a surrogate pair"}];
return false;
}
}
}
}
}
}
var valid0 = _errs4 === errors;
}
else {
var valid0 = true;
}
}
}
}
else {
validate15.errors = [{instancePath,schemaPath:"#/type",keyword:"type",params:{type: "object"},message:"must be object"}];
return false;
}
}
validate15.errors = vErrors;
return errors === 0;
}

export const KvSet_query = validate16;
const schema26 = {"type":"object","properties":{"forward":{"description":"Whether the node may ask the leader in the client's stead. If not, it answers `NOT_LEADER` where it would have to.","type":"boolean","default":true}},"required":[],"$id":"spec://export/KvSet_query"};

function validate16(data, {instancePath="", parentData, parentDataProperty, rootData=data}={}){
/*# sourceURL="spec://export/KvSet_query" */;
let vErrors = null;
let errors = 0;
if(errors === 0){
if(data && typeof data == "object" && !Array.isArray(data)){
if(data.forward === undefined){
data.forward = true;
}
let data0 = data.forward;
if(typeof data0 !== "boolean"){
let coerced0 = undefined;
if(!(coerced0 !== undefined)){
if(data0 === "false" || data0 === 0 || data0 === null){
coerced0 = false;
}
else if(data0 === "true" || data0 === 1){
coerced0 = true;
}
else {
validate16.errors = [{instancePath:instancePath+"/forward",schemaPath:"#/properties/forward/type",keyword:"type",params:{type: "boolean"},message:"must be boolean"}];
return false;
}
}
if(coerced0 !== undefined){
data0 = coerced0;
if(data !== undefined){
data["forward"] = coerced0;
}
}
}
}
else {
validate16.errors = [{instancePath,schemaPath:"#/type",keyword:"type",params:{type: "object"},message:"must be object"}];
return false;
}
}
validate16.errors = vErrors;
return errors === 0;
}

export const KvDelete_path = validate17;
const schema27 = {"type":"object","properties":{"namespace":{"$ref":"spec://protocol/#/$defs/Namespace"},"key":{"$ref":"spec://protocol/#/$defs/Key"}},"required":["namespace","key"],"$id":"spec://export/KvDelete_path"};

function validate17(data, {instancePath="", parentData, parentDataProperty, rootData=data}={}){
/*# sourceURL="spec://export/KvDelete_path" */;
let vErrors = null;
let errors = 0;
if(errors === 0){
if(data && typeof data == "object" && !Array.isArray(data)){
let missing0;
if(((data.namespace === undefined) && (missing0 = "namespace")) || ((data.key === undefined) && (missing0 = "key"))){
validate17.errors = [{instancePath,schemaPath:"#/required",keyword:"required",params:{missingProperty: missing0},message:"must have required property '"+missing0+"'"}];
return false;
}
else {
if(data.namespace !== undefined){
let data0 = data.namespace;
const _errs1 = errors;
const _errs2 = errors;
if(typeof data0 !== "string"){
let dataType0 = typeof data0;
let coerced0 = undefined;
if(!(coerced0 !== undefined)){
if(dataType0 == "number" || dataType0 == "boolean"){
coerced0 = "" + data0;
}
else if(data0 === null){
coerced0 = "";
}
else {
validate17.errors = [{instancePath:instancePath+"/namespace",schemaPath:"spec://protocol/#/$defs/Namespace/type",keyword:"type",params:{type: "string"},message:"must be string"}];
return false;
}
}
if(coerced0 !== undefined){
data0 = coerced0;
if(data !== undefined){
data["namespace"] = coerced0;
}
}
}
if(errors === _errs2){
if(typeof data0 === "string"){
if(data0.length > 512 && func2(data0) > 512){
validate17.errors = [{instancePath:instancePath+"/namespace",schemaPath:"spec://protocol/#/$defs/Namespace/maxLength",keyword:"maxLength",params:{},message:"must NOT have more than 512 characters"}];
return false;
}
else {
if(data0.length > 170 && func3(data0) > 512){
validate17.errors = [{instancePath:instancePath+"/namespace",schemaPath:"spec://protocol/#/$defs/Namespace/x-max-bytes",keyword:"x-max-bytes",params:{},message:"must not be larger than 512 bytes"}];
return false;
}
else {
if(!pattern0.test(data0)){
validate17.errors = [{instancePath:instancePath+"/namespace",schemaPath:"spec://protocol/#/$defs/Namespace/pattern",keyword:"pattern",params:{},message:"must be segments joined by '/', none of them empty, '.' or '..', of letters, digits, ':._@|-' and '%' with two hexadecimal digits"}];
return false;
}
}
}
}
}
var valid0 = _errs1 === errors;
}
else {
var valid0 = true;
}
if(valid0){
if(data.key !== undefined){
let data1 = data.key;
const _errs4 = errors;
const _errs5 = errors;
if(typeof data1 !== "string"){
let dataType1 = typeof data1;
let coerced1 = undefined;
if(!(coerced1 !== undefined)){
if(dataType1 == "number" || dataType1 == "boolean"){
coerced1 = "" + data1;
}
else if(data1 === null){
coerced1 = "";
}
else {
validate17.errors = [{instancePath:instancePath+"/key",schemaPath:"spec://protocol/#/$defs/Key/type",keyword:"type",params:{type: "string"},message:"must be string"}];
return false;
}
}
if(coerced1 !== undefined){
data1 = coerced1;
if(data !== undefined){
data["key"] = coerced1;
}
}
}
if(errors === _errs5){
if(typeof data1 === "string"){
if(data1.length > 512 && func2(data1) > 512){
validate17.errors = [{instancePath:instancePath+"/key",schemaPath:"spec://protocol/#/$defs/Key/maxLength",keyword:"maxLength",params:{},message:"must NOT have more than 512 characters"}];
return false;
}
else {
if(data1.length < 1){
validate17.errors = [{instancePath:instancePath+"/key",schemaPath:"spec://protocol/#/$defs/Key/minLength",keyword:"minLength",params:{},message:"must NOT have fewer than 1 characters"}];
return false;
}
else {
if(data1.length > 170 && func3(data1) > 512){
validate17.errors = [{instancePath:instancePath+"/key",schemaPath:"spec://protocol/#/$defs/Key/x-max-bytes",keyword:"x-max-bytes",params:{},message:"must not be larger than 512 bytes"}];
return false;
}
else {
if(!pattern4.test(data1)){
validate17.errors = [{instancePath:instancePath+"/key",schemaPath:"spec://protocol/#/$defs/Key/pattern",keyword:"pattern",params:{},message:"must not be '.' or '..', and have no control character and no half of a surrogate pair"}];
return false;
}
}
}
}
}
}
var valid0 = _errs4 === errors;
}
else {
var valid0 = true;
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

export const KvDelete_query = validate18;
const schema30 = {"type":"object","properties":{"actor":{"description":"Who makes the change.","$ref":"spec://protocol/#/$defs/Actor","default":"api"},"cas":{"allOf":[{"x-numeral":"integer"},{"description":"The version that the entry must have; 0: there must be none.","$ref":"spec://protocol/#/$defs/Version"}]},"forward":{"description":"Whether the node may ask the leader in the client's stead. If not, it answers `NOT_LEADER` where it would have to.","type":"boolean","default":true}},"required":[],"$id":"spec://export/KvDelete_query"};
const schema31 = {"description":"Who makes a change, for people to read: at most 256 characters, without control characters.","type":"string","minLength":1,"maxLength":256,"pattern":"^[^\\u0000-\\u001f\\u007f-\\u009f\\ud800-\\udfff]*(?:[\\ud800-\\udbff][\\udc00-\\udfff][^\\u0000-\\u001f\\u007f-\\u009f\\ud800-\\udfff]*)*$","x-pattern-message":"must have no control character and no half of a surrogate pair","x-max-bytes":1024};
const schema32 = {"description":"How often a key was written: 1 at first, one more with each write, also across deletion and expiry. As `cas` it is the\nversion that a write is based on; 0 says that there must be no such entry.","type":"integer","minimum":0,"maximum":9007199254740991};

function validate18(data, {instancePath="", parentData, parentDataProperty, rootData=data}={}){
/*# sourceURL="spec://export/KvDelete_query" */;
let vErrors = null;
let errors = 0;
if(errors === 0){
if(data && typeof data == "object" && !Array.isArray(data)){
if(data.actor === undefined){
data.actor = "api";
}
if(data.forward === undefined){
data.forward = true;
}
let data0 = data.actor;
const _errs1 = errors;
const _errs2 = errors;
if(typeof data0 !== "string"){
let dataType0 = typeof data0;
let coerced0 = undefined;
if(!(coerced0 !== undefined)){
if(dataType0 == "number" || dataType0 == "boolean"){
coerced0 = "" + data0;
}
else if(data0 === null){
coerced0 = "";
}
else {
validate18.errors = [{instancePath:instancePath+"/actor",schemaPath:"spec://protocol/#/$defs/Actor/type",keyword:"type",params:{type: "string"},message:"must be string"}];
return false;
}
}
if(coerced0 !== undefined){
data0 = coerced0;
if(data !== undefined){
data["actor"] = coerced0;
}
}
}
if(errors === _errs2){
if(typeof data0 === "string"){
if(data0.length > 256 && func2(data0) > 256){
validate18.errors = [{instancePath:instancePath+"/actor",schemaPath:"spec://protocol/#/$defs/Actor/maxLength",keyword:"maxLength",params:{},message:"must NOT have more than 256 characters"}];
return false;
}
else {
if(data0.length < 1){
validate18.errors = [{instancePath:instancePath+"/actor",schemaPath:"spec://protocol/#/$defs/Actor/minLength",keyword:"minLength",params:{},message:"must NOT have fewer than 1 characters"}];
return false;
}
else {
if(data0.length > 341 && func3(data0) > 1024){
validate18.errors = [{instancePath:instancePath+"/actor",schemaPath:"spec://protocol/#/$defs/Actor/x-max-bytes",keyword:"x-max-bytes",params:{},message:"must not be larger than 1024 bytes"}];
return false;
}
else {
if(!pattern1.test(data0)){
validate18.errors = [{instancePath:instancePath+"/actor",schemaPath:"spec://protocol/#/$defs/Actor/pattern",keyword:"pattern",params:{},message:"must have no control character and no half of a surrogate pair"}];
return false;
}
}
}
}
}
}
var valid0 = _errs1 === errors;
if(valid0){
if(data.cas !== undefined){
let data1 = data.cas;
const _errs4 = errors;
const _errs5 = errors;
if(typeof data1 === "string" && !func6(data1, "integer")){
validate18.errors = [{instancePath:instancePath+"/cas",schemaPath:"#/properties/cas/allOf/0/x-numeral",keyword:"x-numeral",params:{},message:"must be "+"integer"}];
return false;
}
var valid2 = _errs5 === errors;
if(valid2){
const _errs6 = errors;
const _errs7 = errors;
if(!(((typeof data1 == "number") && (!(data1 % 1) && !isNaN(data1))) && (isFinite(data1)))){
let dataType1 = typeof data1;
let coerced1 = undefined;
if(!(coerced1 !== undefined)){
if(dataType1 === "boolean" || data1 === null
              || (dataType1 === "string" && data1 && data1 == +data1 && !(data1 % 1))){
coerced1 = +data1;
}
else {
validate18.errors = [{instancePath:instancePath+"/cas",schemaPath:"spec://protocol/#/$defs/Version/type",keyword:"type",params:{type: "integer"},message:"must be integer"}];
return false;
}
}
if(coerced1 !== undefined){
data1 = coerced1;
if(data !== undefined){
data["cas"] = coerced1;
}
}
}
if(errors === _errs7){
if((typeof data1 == "number") && (isFinite(data1))){
if(data1 > 9007199254740991 || isNaN(data1)){
validate18.errors = [{instancePath:instancePath+"/cas",schemaPath:"spec://protocol/#/$defs/Version/maximum",keyword:"maximum",params:{comparison: "<=", limit: 9007199254740991},message:"must be <= 9007199254740991"}];
return false;
}
else {
if(data1 < 0 || isNaN(data1)){
validate18.errors = [{instancePath:instancePath+"/cas",schemaPath:"spec://protocol/#/$defs/Version/minimum",keyword:"minimum",params:{comparison: ">=", limit: 0},message:"must be >= 0"}];
return false;
}
}
}
}
var valid2 = _errs6 === errors;
}
var valid0 = _errs4 === errors;
}
else {
var valid0 = true;
}
if(valid0){
let data2 = data.forward;
const _errs9 = errors;
if(typeof data2 !== "boolean"){
let coerced2 = undefined;
if(!(coerced2 !== undefined)){
if(data2 === "false" || data2 === 0 || data2 === null){
coerced2 = false;
}
else if(data2 === "true" || data2 === 1){
coerced2 = true;
}
else {
validate18.errors = [{instancePath:instancePath+"/forward",schemaPath:"#/properties/forward/type",keyword:"type",params:{type: "boolean"},message:"must be boolean"}];
return false;
}
}
if(coerced2 !== undefined){
data2 = coerced2;
if(data !== undefined){
data["forward"] = coerced2;
}
}
}
var valid0 = _errs9 === errors;
}
}
}
else {
validate18.errors = [{instancePath,schemaPath:"#/type",keyword:"type",params:{type: "object"},message:"must be object"}];
return false;
}
}
validate18.errors = vErrors;
return errors === 0;
}

export const BatchApply_query = validate19;
const schema33 = {"type":"object","properties":{"forward":{"description":"Whether the node may ask the leader in the client's stead. If not, it answers `NOT_LEADER` where it would have to.","type":"boolean","default":true}},"required":[],"$id":"spec://export/BatchApply_query"};

function validate19(data, {instancePath="", parentData, parentDataProperty, rootData=data}={}){
/*# sourceURL="spec://export/BatchApply_query" */;
let vErrors = null;
let errors = 0;
if(errors === 0){
if(data && typeof data == "object" && !Array.isArray(data)){
if(data.forward === undefined){
data.forward = true;
}
let data0 = data.forward;
if(typeof data0 !== "boolean"){
let coerced0 = undefined;
if(!(coerced0 !== undefined)){
if(data0 === "false" || data0 === 0 || data0 === null){
coerced0 = false;
}
else if(data0 === "true" || data0 === 1){
coerced0 = true;
}
else {
validate19.errors = [{instancePath:instancePath+"/forward",schemaPath:"#/properties/forward/type",keyword:"type",params:{type: "boolean"},message:"must be boolean"}];
return false;
}
}
if(coerced0 !== undefined){
data0 = coerced0;
if(data !== undefined){
data["forward"] = coerced0;
}
}
}
}
else {
validate19.errors = [{instancePath,schemaPath:"#/type",keyword:"type",params:{type: "object"},message:"must be object"}];
return false;
}
}
validate19.errors = vErrors;
return errors === 0;
}

export const ChangesList_query = validate20;
const schema34 = {"type":"object","properties":{"namespace":{"description":"Only changes of this namespace and of those below it.","$ref":"spec://protocol/#/$defs/Namespace"},"since":{"allOf":[{"x-numeral":"integer"},{"description":"Only changes of higher revisions. When the change log does not reach back to it: `COMPACTED`.","$ref":"spec://protocol/#/$defs/Revision"}]},"limit":{"default":1000,"allOf":[{"x-numeral":"integer"},{"description":"At most so many changes; a few more when a batch would be split.","type":"integer","minimum":1,"maximum":1000}]},"waitMs":{"default":0,"allOf":[{"x-numeral":"integer"},{"description":"How long to wait for a change, in milliseconds. After that the answer has none.","type":"integer","minimum":0,"maximum":30000}]}},"required":["namespace","since"],"$id":"spec://export/ChangesList_query"};
const schema36 = {"description":"The store's one counter. Every batch of changes has a higher one; all changes of a batch have the same.","type":"integer","minimum":0,"maximum":9007199254740991};

function validate20(data, {instancePath="", parentData, parentDataProperty, rootData=data}={}){
/*# sourceURL="spec://export/ChangesList_query" */;
let vErrors = null;
let errors = 0;
if(errors === 0){
if(data && typeof data == "object" && !Array.isArray(data)){
if(data.limit === undefined){
data.limit = 1000;
}
if(data.waitMs === undefined){
data.waitMs = 0;
}
let missing0;
if(((data.namespace === undefined) && (missing0 = "namespace")) || ((data.since === undefined) && (missing0 = "since"))){
validate20.errors = [{instancePath,schemaPath:"#/required",keyword:"required",params:{missingProperty: missing0},message:"must have required property '"+missing0+"'"}];
return false;
}
else {
if(data.namespace !== undefined){
let data0 = data.namespace;
const _errs1 = errors;
const _errs2 = errors;
if(typeof data0 !== "string"){
let dataType0 = typeof data0;
let coerced0 = undefined;
if(!(coerced0 !== undefined)){
if(dataType0 == "number" || dataType0 == "boolean"){
coerced0 = "" + data0;
}
else if(data0 === null){
coerced0 = "";
}
else {
validate20.errors = [{instancePath:instancePath+"/namespace",schemaPath:"spec://protocol/#/$defs/Namespace/type",keyword:"type",params:{type: "string"},message:"must be string"}];
return false;
}
}
if(coerced0 !== undefined){
data0 = coerced0;
if(data !== undefined){
data["namespace"] = coerced0;
}
}
}
if(errors === _errs2){
if(typeof data0 === "string"){
if(data0.length > 512 && func2(data0) > 512){
validate20.errors = [{instancePath:instancePath+"/namespace",schemaPath:"spec://protocol/#/$defs/Namespace/maxLength",keyword:"maxLength",params:{},message:"must NOT have more than 512 characters"}];
return false;
}
else {
if(data0.length > 170 && func3(data0) > 512){
validate20.errors = [{instancePath:instancePath+"/namespace",schemaPath:"spec://protocol/#/$defs/Namespace/x-max-bytes",keyword:"x-max-bytes",params:{},message:"must not be larger than 512 bytes"}];
return false;
}
else {
if(!pattern0.test(data0)){
validate20.errors = [{instancePath:instancePath+"/namespace",schemaPath:"spec://protocol/#/$defs/Namespace/pattern",keyword:"pattern",params:{},message:"must be segments joined by '/', none of them empty, '.' or '..', of letters, digits, ':._@|-' and '%' with two hexadecimal digits"}];
return false;
}
}
}
}
}
var valid0 = _errs1 === errors;
}
else {
var valid0 = true;
}
if(valid0){
if(data.since !== undefined){
let data1 = data.since;
const _errs4 = errors;
const _errs5 = errors;
if(typeof data1 === "string" && !func6(data1, "integer")){
validate20.errors = [{instancePath:instancePath+"/since",schemaPath:"#/properties/since/allOf/0/x-numeral",keyword:"x-numeral",params:{},message:"must be "+"integer"}];
return false;
}
var valid2 = _errs5 === errors;
if(valid2){
const _errs6 = errors;
const _errs7 = errors;
if(!(((typeof data1 == "number") && (!(data1 % 1) && !isNaN(data1))) && (isFinite(data1)))){
let dataType1 = typeof data1;
let coerced1 = undefined;
if(!(coerced1 !== undefined)){
if(dataType1 === "boolean" || data1 === null
              || (dataType1 === "string" && data1 && data1 == +data1 && !(data1 % 1))){
coerced1 = +data1;
}
else {
validate20.errors = [{instancePath:instancePath+"/since",schemaPath:"spec://protocol/#/$defs/Revision/type",keyword:"type",params:{type: "integer"},message:"must be integer"}];
return false;
}
}
if(coerced1 !== undefined){
data1 = coerced1;
if(data !== undefined){
data["since"] = coerced1;
}
}
}
if(errors === _errs7){
if((typeof data1 == "number") && (isFinite(data1))){
if(data1 > 9007199254740991 || isNaN(data1)){
validate20.errors = [{instancePath:instancePath+"/since",schemaPath:"spec://protocol/#/$defs/Revision/maximum",keyword:"maximum",params:{comparison: "<=", limit: 9007199254740991},message:"must be <= 9007199254740991"}];
return false;
}
else {
if(data1 < 0 || isNaN(data1)){
validate20.errors = [{instancePath:instancePath+"/since",schemaPath:"spec://protocol/#/$defs/Revision/minimum",keyword:"minimum",params:{comparison: ">=", limit: 0},message:"must be >= 0"}];
return false;
}
}
}
}
var valid2 = _errs6 === errors;
}
var valid0 = _errs4 === errors;
}
else {
var valid0 = true;
}
if(valid0){
let data2 = data.limit;
const _errs9 = errors;
const _errs10 = errors;
if(typeof data2 === "string" && !func6(data2, "integer")){
validate20.errors = [{instancePath:instancePath+"/limit",schemaPath:"#/properties/limit/allOf/0/x-numeral",keyword:"x-numeral",params:{},message:"must be "+"integer"}];
return false;
}
var valid4 = _errs10 === errors;
if(valid4){
const _errs11 = errors;
if(!(((typeof data2 == "number") && (!(data2 % 1) && !isNaN(data2))) && (isFinite(data2)))){
let dataType2 = typeof data2;
let coerced2 = undefined;
if(!(coerced2 !== undefined)){
if(dataType2 === "boolean" || data2 === null
              || (dataType2 === "string" && data2 && data2 == +data2 && !(data2 % 1))){
coerced2 = +data2;
}
else {
validate20.errors = [{instancePath:instancePath+"/limit",schemaPath:"#/properties/limit/allOf/1/type",keyword:"type",params:{type: "integer"},message:"must be integer"}];
return false;
}
}
if(coerced2 !== undefined){
data2 = coerced2;
if(data !== undefined){
data["limit"] = coerced2;
}
}
}
if(errors === _errs11){
if((typeof data2 == "number") && (isFinite(data2))){
if(data2 > 1000 || isNaN(data2)){
validate20.errors = [{instancePath:instancePath+"/limit",schemaPath:"#/properties/limit/allOf/1/maximum",keyword:"maximum",params:{comparison: "<=", limit: 1000},message:"must be <= 1000"}];
return false;
}
else {
if(data2 < 1 || isNaN(data2)){
validate20.errors = [{instancePath:instancePath+"/limit",schemaPath:"#/properties/limit/allOf/1/minimum",keyword:"minimum",params:{comparison: ">=", limit: 1},message:"must be >= 1"}];
return false;
}
}
}
}
var valid4 = _errs11 === errors;
}
var valid0 = _errs9 === errors;
if(valid0){
let data3 = data.waitMs;
const _errs13 = errors;
const _errs14 = errors;
if(typeof data3 === "string" && !func6(data3, "integer")){
validate20.errors = [{instancePath:instancePath+"/waitMs",schemaPath:"#/properties/waitMs/allOf/0/x-numeral",keyword:"x-numeral",params:{},message:"must be "+"integer"}];
return false;
}
var valid5 = _errs14 === errors;
if(valid5){
const _errs15 = errors;
if(!(((typeof data3 == "number") && (!(data3 % 1) && !isNaN(data3))) && (isFinite(data3)))){
let dataType3 = typeof data3;
let coerced3 = undefined;
if(!(coerced3 !== undefined)){
if(dataType3 === "boolean" || data3 === null
              || (dataType3 === "string" && data3 && data3 == +data3 && !(data3 % 1))){
coerced3 = +data3;
}
else {
validate20.errors = [{instancePath:instancePath+"/waitMs",schemaPath:"#/properties/waitMs/allOf/1/type",keyword:"type",params:{type: "integer"},message:"must be integer"}];
return false;
}
}
if(coerced3 !== undefined){
data3 = coerced3;
if(data !== undefined){
data["waitMs"] = coerced3;
}
}
}
if(errors === _errs15){
if((typeof data3 == "number") && (isFinite(data3))){
if(data3 > 30000 || isNaN(data3)){
validate20.errors = [{instancePath:instancePath+"/waitMs",schemaPath:"#/properties/waitMs/allOf/1/maximum",keyword:"maximum",params:{comparison: "<=", limit: 30000},message:"must be <= 30000"}];
return false;
}
else {
if(data3 < 0 || isNaN(data3)){
validate20.errors = [{instancePath:instancePath+"/waitMs",schemaPath:"#/properties/waitMs/allOf/1/minimum",keyword:"minimum",params:{comparison: ">=", limit: 0},message:"must be >= 0"}];
return false;
}
}
}
}
var valid5 = _errs15 === errors;
}
var valid0 = _errs13 === errors;
}
}
}
}
}
else {
validate20.errors = [{instancePath,schemaPath:"#/type",keyword:"type",params:{type: "object"},message:"must be object"}];
return false;
}
}
validate20.errors = vErrors;
return errors === 0;
}

export const ClusterStatus_query = validate21;
const schema37 = {"type":"object","properties":{"consistency":{"description":"Where the read is made.","$ref":"spec://protocol/#/$defs/Consistency","default":"local"},"forward":{"description":"Whether the node may ask the leader in the client's stead. If not, it answers `NOT_LEADER` where it would have to.","type":"boolean","default":true}},"required":[],"$id":"spec://export/ClusterStatus_query"};

function validate21(data, {instancePath="", parentData, parentDataProperty, rootData=data}={}){
/*# sourceURL="spec://export/ClusterStatus_query" */;
let vErrors = null;
let errors = 0;
if(errors === 0){
if(data && typeof data == "object" && !Array.isArray(data)){
if(data.consistency === undefined){
data.consistency = "local";
}
if(data.forward === undefined){
data.forward = true;
}
let data0 = data.consistency;
const _errs1 = errors;
if(typeof data0 !== "string"){
let dataType0 = typeof data0;
let coerced0 = undefined;
if(!(coerced0 !== undefined)){
if(dataType0 == "number" || dataType0 == "boolean"){
coerced0 = "" + data0;
}
else if(data0 === null){
coerced0 = "";
}
else {
validate21.errors = [{instancePath:instancePath+"/consistency",schemaPath:"spec://protocol/#/$defs/Consistency/type",keyword:"type",params:{type: "string"},message:"must be string"}];
return false;
}
}
if(coerced0 !== undefined){
data0 = coerced0;
if(data !== undefined){
data["consistency"] = coerced0;
}
}
}
if(!((data0 === "local") || (data0 === "linearizable"))){
validate21.errors = [{instancePath:instancePath+"/consistency",schemaPath:"spec://protocol/#/$defs/Consistency/enum",keyword:"enum",params:{allowedValues: schema17.enum},message:"must be equal to one of the allowed values"}];
return false;
}
var valid0 = _errs1 === errors;
if(valid0){
let data1 = data.forward;
const _errs4 = errors;
if(typeof data1 !== "boolean"){
let coerced1 = undefined;
if(!(coerced1 !== undefined)){
if(data1 === "false" || data1 === 0 || data1 === null){
coerced1 = false;
}
else if(data1 === "true" || data1 === 1){
coerced1 = true;
}
else {
validate21.errors = [{instancePath:instancePath+"/forward",schemaPath:"#/properties/forward/type",keyword:"type",params:{type: "boolean"},message:"must be boolean"}];
return false;
}
}
if(coerced1 !== undefined){
data1 = coerced1;
if(data !== undefined){
data["forward"] = coerced1;
}
}
}
var valid0 = _errs4 === errors;
}
}
else {
validate21.errors = [{instancePath,schemaPath:"#/type",keyword:"type",params:{type: "object"},message:"must be object"}];
return false;
}
}
validate21.errors = vErrors;
return errors === 0;
}

export const ClusterJoin_query = validate22;
const schema39 = {"type":"object","properties":{"forward":{"description":"Whether the node may ask the leader in the client's stead. If not, it answers `NOT_LEADER` where it would have to.","type":"boolean","default":true}},"required":[],"$id":"spec://export/ClusterJoin_query"};

function validate22(data, {instancePath="", parentData, parentDataProperty, rootData=data}={}){
/*# sourceURL="spec://export/ClusterJoin_query" */;
let vErrors = null;
let errors = 0;
if(errors === 0){
if(data && typeof data == "object" && !Array.isArray(data)){
if(data.forward === undefined){
data.forward = true;
}
let data0 = data.forward;
if(typeof data0 !== "boolean"){
let coerced0 = undefined;
if(!(coerced0 !== undefined)){
if(data0 === "false" || data0 === 0 || data0 === null){
coerced0 = false;
}
else if(data0 === "true" || data0 === 1){
coerced0 = true;
}
else {
validate22.errors = [{instancePath:instancePath+"/forward",schemaPath:"#/properties/forward/type",keyword:"type",params:{type: "boolean"},message:"must be boolean"}];
return false;
}
}
if(coerced0 !== undefined){
data0 = coerced0;
if(data !== undefined){
data["forward"] = coerced0;
}
}
}
}
else {
validate22.errors = [{instancePath,schemaPath:"#/type",keyword:"type",params:{type: "object"},message:"must be object"}];
return false;
}
}
validate22.errors = vErrors;
return errors === 0;
}

export const ClusterRemove_query = validate23;
const schema40 = {"type":"object","properties":{"forward":{"description":"Whether the node may ask the leader in the client's stead. If not, it answers `NOT_LEADER` where it would have to.","type":"boolean","default":true}},"required":[],"$id":"spec://export/ClusterRemove_query"};

function validate23(data, {instancePath="", parentData, parentDataProperty, rootData=data}={}){
/*# sourceURL="spec://export/ClusterRemove_query" */;
let vErrors = null;
let errors = 0;
if(errors === 0){
if(data && typeof data == "object" && !Array.isArray(data)){
if(data.forward === undefined){
data.forward = true;
}
let data0 = data.forward;
if(typeof data0 !== "boolean"){
let coerced0 = undefined;
if(!(coerced0 !== undefined)){
if(data0 === "false" || data0 === 0 || data0 === null){
coerced0 = false;
}
else if(data0 === "true" || data0 === 1){
coerced0 = true;
}
else {
validate23.errors = [{instancePath:instancePath+"/forward",schemaPath:"#/properties/forward/type",keyword:"type",params:{type: "boolean"},message:"must be boolean"}];
return false;
}
}
if(coerced0 !== undefined){
data0 = coerced0;
if(data !== undefined){
data["forward"] = coerced0;
}
}
}
}
else {
validate23.errors = [{instancePath,schemaPath:"#/type",keyword:"type",params:{type: "object"},message:"must be object"}];
return false;
}
}
validate23.errors = vErrors;
return errors === 0;
}

export const ClusterTransfer_query = validate24;
const schema41 = {"type":"object","properties":{"forward":{"description":"Whether the node may ask the leader in the client's stead. If not, it answers `NOT_LEADER` where it would have to.","type":"boolean","default":true}},"required":[],"$id":"spec://export/ClusterTransfer_query"};

function validate24(data, {instancePath="", parentData, parentDataProperty, rootData=data}={}){
/*# sourceURL="spec://export/ClusterTransfer_query" */;
let vErrors = null;
let errors = 0;
if(errors === 0){
if(data && typeof data == "object" && !Array.isArray(data)){
if(data.forward === undefined){
data.forward = true;
}
let data0 = data.forward;
if(typeof data0 !== "boolean"){
let coerced0 = undefined;
if(!(coerced0 !== undefined)){
if(data0 === "false" || data0 === 0 || data0 === null){
coerced0 = false;
}
else if(data0 === "true" || data0 === 1){
coerced0 = true;
}
else {
validate24.errors = [{instancePath:instancePath+"/forward",schemaPath:"#/properties/forward/type",keyword:"type",params:{type: "boolean"},message:"must be boolean"}];
return false;
}
}
if(coerced0 !== undefined){
data0 = coerced0;
if(data !== undefined){
data["forward"] = coerced0;
}
}
}
}
else {
validate24.errors = [{instancePath,schemaPath:"#/type",keyword:"type",params:{type: "object"},message:"must be object"}];
return false;
}
}
validate24.errors = vErrors;
return errors === 0;
}
