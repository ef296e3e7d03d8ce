/** How pages look: light and dark, in forced colours, and on paper. One sheet for all of them, since it is named by its hash. */

import type { Sheet } from './html-page.ts';

/** SHA-256 of `PAGE_STYLE`, which alone a page may use; a test computes it again. */
export const PAGE_STYLE_HASH = 'sha256-04DY6PoBM/AbIoNuPHGZMGyrBIHxEFComJPIUEJSaok=';

export const PAGE_STYLE = `:root{color-scheme:light dark;--back:#fff;--raised:#f6f7f8;--text:#1b1b1b;--dim:#5c5c5c;--line:#d5d5d5;--good:#1c6b1c;--half:#0b5f7a;--bad:#a12020;--open:#7a5200;--error:#b3261e;--warning:#8a5a00;--info:#2b5fa8;--error-bar:#d9534a;--warning-bar:#e2a32b;--info-bar:#6c9bd8;--mark:#dcebff;--link:#0b57b0}
@media screen and (prefers-color-scheme:dark){:root{--back:#1c1c1c;--raised:#262626;--text:#e8e8e8;--dim:#a8a8a8;--line:#444;--good:#7ccf7c;--half:#7cc8e0;--bad:#ff9a9a;--open:#e8c070;--error:#ff9a92;--warning:#f0c060;--info:#9cc2f5;--error-bar:#d4574e;--warning-bar:#c98f22;--info-bar:#5586c4;--mark:#2f435c;--link:#8ab8f5}}
*{box-sizing:border-box}
body{margin:2rem auto;max-width:62rem;padding:0 1rem;background:var(--back);color:var(--text);font:15px/1.5 system-ui,sans-serif}
body.report{max-width:88rem}
h1{font-size:1.6rem;margin:0}h2{font-size:1.15rem;margin:2rem 0 .5rem;border-bottom:1px solid var(--line)}h3{font-size:1rem;margin:1.4rem 0 .3rem}
p{margin:.4rem 0}.dim{color:var(--dim)}.big{font-size:1.15rem}a{color:var(--link)}
details{border-bottom:1px solid var(--line);padding:.35rem 0}summary{cursor:pointer}
.status{display:inline-block;min-width:8rem;font-weight:600}
.automated{color:var(--good)}.manual{color:var(--half)}.void{color:var(--bad)}.unknown{color:var(--open)}.absent,.not-applicable{color:var(--dim)}
ul{margin:.3rem 0 .5rem 1.2rem;padding:0}ol{margin:.3rem 0 .5rem 1.6rem;padding:0}code{font:13px/1.4 ui-monospace,monospace;unicode-bidi:isolate;overflow-wrap:anywhere}
meter{width:12rem;vertical-align:middle}
nav{margin:.6rem 0}nav a{margin-right:1rem}
.tiles{display:flex;flex-wrap:wrap;gap:.6rem;margin:1rem 0;padding:0}.tiles>div{border:1px solid var(--line);border-radius:6px;padding:.5rem .9rem;min-width:7rem;background:var(--raised)}.tiles dt{color:var(--dim);font-size:13px}.tiles dd{margin:0;font-size:1.5rem;font-weight:600;line-height:1.2}
.charts{display:grid;grid-template-columns:repeat(auto-fit,minmax(min(30rem,100%),1fr));gap:0 2.5rem;align-items:start}
table{border-collapse:collapse}caption{text-align:left;font-weight:600;padding:.3rem 0}
th,td{text-align:left;font-weight:400;padding:.2rem .6rem .2rem 0;vertical-align:middle}thead th{color:var(--dim);font-size:13px}thead tr{border-bottom:1px solid var(--line)}
.count{text-align:right;font-variant-numeric:tabular-nums;white-space:nowrap}.none{color:var(--dim)}
.chart{width:100%;margin:.5rem 0}.chart tbody th{min-width:7rem;max-width:18rem;overflow-wrap:anywhere}.chart .bar{width:30%}.chart svg{display:block;width:100%;height:12px}
rect.error{fill:var(--error-bar)}rect.warning{fill:var(--warning-bar)}rect.info{fill:var(--info-bar)}rect.track{fill:var(--line)}rect.part{fill:var(--warning-bar)}
.histogram{display:block;width:110px;height:24px;fill:var(--half)}.share{width:56px;height:8px;vertical-align:middle}
.wide{overflow-x:auto;max-width:100%}.profile{min-width:100%}.profile tbody th{width:20%}.profile .kind{width:14%}.profile tbody tr{border-bottom:1px solid var(--line)}.profile th,.profile td{padding:.2rem 1rem .2rem 0}.missing{white-space:nowrap}.top{max-width:24rem}
.note{border-left:4px solid var(--warning-bar);padding:.2rem .7rem;background:var(--raised)}
.finding{padding:.35rem 0 .35rem .8rem;border-left:3px solid var(--line);margin:.5rem 0}.finding.error{border-color:var(--error-bar)}.finding.warning{border-color:var(--warning-bar)}.finding.info{border-color:var(--info-bar)}
.message{margin:0;overflow-wrap:anywhere}.facts{margin:.1rem 0;font-size:13px;overflow-wrap:anywhere}.label{margin:.5rem 0 .1rem;font-weight:600;font-size:13px}
.severity{font-weight:600}.severity.error{color:var(--error)}.severity.warning{color:var(--warning)}.severity.info{color:var(--info)}
pre{margin:.4rem 0;padding:.4rem;background:var(--raised);overflow-x:auto;font:13px/1.45 ui-monospace,monospace}pre .line{display:block;white-space:pre}pre .blamed{background:var(--mark)}pre .number{color:var(--dim);user-select:none}
.steps{list-style:none;margin-left:0}dl.help{margin:.3rem 0}dl.help dt{font-weight:600;font-size:13px;margin-top:.5rem}dl.help dd{margin:0}
#app{margin:0 0 2rem}
.controls{display:flex;flex-wrap:wrap;gap:.5rem .9rem;align-items:end;margin:.6rem 0}.controls label{display:block;font-size:13px;color:var(--dim)}.controls input,.controls select,.controls button{font:inherit;color:inherit;background:var(--back);border:1px solid var(--dim);border-radius:4px;padding:.25rem .5rem;max-width:100%}.controls .search{flex:1 1 16rem}.controls .search input{width:100%}
.chips{display:flex;flex-wrap:wrap;gap:.3rem;border:0;margin:0;padding:0}.chips legend{font-size:13px;color:var(--dim);padding:0}.controls .chips button{cursor:pointer;border-radius:1rem}.controls .chips button[aria-pressed=true]{background:var(--mark);border-color:var(--text);font-weight:600}
.panes{display:grid;grid-template-columns:minmax(0,3fr) minmax(0,2fr);border:1px solid var(--line);height:min(75vh,50rem);min-height:22rem}
.rows{overflow:auto;position:relative;border-right:1px solid var(--line)}.space{position:relative;overflow:hidden}
.row{position:absolute;left:0;right:0;padding:0 .7rem;cursor:pointer;overflow:hidden;white-space:nowrap;border-bottom:1px solid var(--line)}.row .first,.row .second{display:block;overflow:hidden;text-overflow:ellipsis}.row .first{padding-top:5px;line-height:21px}.row .second{font-size:12.5px;line-height:18px;color:var(--dim)}.row.head{background:var(--raised);line-height:33px;font-weight:600;text-overflow:ellipsis}.row.head .dim{font-weight:400}
.row .severity{display:inline-block;min-width:4.9rem}.row.quiet .first{color:var(--dim)}.row.active{background:var(--mark)}
.rows:focus-visible,a:focus-visible,button:focus-visible,input:focus-visible,select:focus-visible,summary:focus-visible,.wide:focus-visible,pre:focus-visible,.detail:focus-visible{outline:2px solid var(--link);outline-offset:-2px}
.detail{overflow:auto;padding:.4rem 1rem}.detail .finding{border:0;padding:0}
.empty{padding:1rem}
.scripted #plain{display:none}
@media(max-width:60rem){.panes{grid-template-columns:none;grid-template-rows:3fr 2fr;height:90vh}.rows{border-right:0;border-bottom:1px solid var(--line)}}
@media(forced-colors:active){rect.error{fill:CanvasText}rect.warning{fill:LinkText}rect.info,rect.track{fill:GrayText}rect.part{fill:CanvasText}.histogram{fill:CanvasText}.row.active,.controls .chips button[aria-pressed=true]{forced-color-adjust:none;background:Highlight;color:HighlightText}.row.active *{color:HighlightText}pre .blamed{outline:1px solid Highlight}}
@media print{body,body.report{margin:0;max-width:none;font-size:10pt}#app,nav{display:none}.scripted #plain{display:block}code,pre{font-size:8.5pt}.profile,.profile code{font-size:7.5pt}.profile th,.profile td{padding-right:.6rem}.profile tbody th,.profile .kind{width:auto}.histogram{width:60px;height:16px}.share{width:32px}.finding,tr,.tiles,.chart{break-inside:avoid}.rules{columns:2;column-gap:8mm;font-size:8pt}.rules code{font-size:7.5pt}.rules dt,.rules dl.help dt{font-size:8pt;margin-top:.2rem}.rules p{margin:.1rem 0}h2,h3,summary{break-after:avoid}details{border:0}details::details-content{content-visibility:visible;display:block;block-size:auto}.wide{overflow:visible}pre .line{white-space:pre-wrap}rect,.tiles>div,.note,pre,.blamed{print-color-adjust:exact}@page{margin:14mm}}`;

export const PAGE_SHEET: Sheet = { text: PAGE_STYLE, hash: PAGE_STYLE_HASH };
