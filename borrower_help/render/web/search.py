"""The search of the pages: over pairs of characters, as `ask` has it, small enough to stand in the first page."""

from __future__ import annotations

import json
from collections.abc import Iterable

from markupsafe import Markup

from borrower_help.ask.pages import Page

SEARCH = """
(function(){
var box=document.getElementById('q'),out=document.getElementById('found'),state=document.getElementById('state');
var all=JSON.parse(document.getElementById('questions').textContent),weight={},count=0;
function pairs(text){
var clean=text.toLowerCase().replace(/[^0-9a-z\\u3400-\\u9fff]+/g,''),found={};
for(var i=0;i<clean.length-1;i++)found[clean.substr(i,2)]=1;
return Object.keys(found)}
all.forEach(function(entry){
entry[3]=entry[2].map(pairs);
var own={};entry[3].forEach(function(list){list.forEach(function(pair){own[pair]=1})});
Object.keys(own).forEach(function(pair){weight[pair]=(weight[pair]||0)+1});count++});
Object.keys(weight).forEach(function(pair){weight[pair]=Math.log(1+count/weight[pair])});
function sum(list){var total=0;list.forEach(function(pair){total+=weight[pair]||0});return total}
all.forEach(function(entry){entry[4]=entry[3].map(function(list){return Math.sqrt(sum(list))||1})});
function look(text){
var want={},list=pairs(text),hits=[],total=0;
list.forEach(function(pair){want[pair]=weight[pair]||0;total+=weight[pair]||3});
var size=Math.sqrt(Math.min(total,60))||1;
all.forEach(function(entry){
var best=0;
entry[3].forEach(function(own,at){
var near=0;own.forEach(function(pair){near+=want[pair]||0});
near=near/(size*entry[4][at]);if(near>best)best=near});
if(best>0.27)hits.push([best,entry])});
hits.sort(function(one,other){return other[0]-one[0]});
return hits.filter(function(hit){return hit[0]>hits[0][0]*0.6}).slice(0,8)}
function show(){
out.textContent='';state.textContent='';
if(pairs(box.value).length===0)return;
var hits=look(box.value);
hits.forEach(function(hit){
var item=document.createElement('li'),link=document.createElement('a');
link.href=hit[1][0];link.textContent=hit[1][1];item.appendChild(link);out.appendChild(item)});
state.textContent=hits.length?'\\u627E\\u5230 '+hits.length+
' \\u6761\\uFF0C\\u6700\\u50CF\\u7684\\u5728\\u524D\\u9762\\u3002':
'\\u6CA1\\u6709\\u627E\\u5230\\uFF0C\\u6362\\u4E2A\\u8BF4\\u6CD5\\u8BD5\\u8BD5\\u3002';}
document.getElementById('search').addEventListener('submit',function(event){event.preventDefault();show();
var first=out.querySelector('a');if(first)first.focus()});
box.addEventListener('input',show);
var asked=/[?&]q=([^&]*)/.exec(location.search);
if(asked){box.value=decodeURIComponent(asked[1].replace(/\\+/g,' '));show()}
})();
"""
"""What is rare counts more, a long story no less for its length; what is far behind the nearest is left out."""


def questions_json(pages: Iterable[Page]) -> Markup:
    """Every question with where it stands and its wordings, as JSON in which no tag can be closed.

    What is different for a kind of lender is left out: the general answer names it.
    """
    questions = [
        [f"{page.id}.html#{entry.id}", entry.question, list(dict.fromkeys((entry.question, *entry.also)))]
        for page in pages
        if not page.kind
        for entry in page.entries
    ]
    found = json.dumps(questions, ensure_ascii=False, separators=(",", ":"))
    for char in "<>&":
        found = found.replace(char, f"\\u{ord(char):04x}")
    return Markup(found)  # noqa: S704 - < > & are escaped above
