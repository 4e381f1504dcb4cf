/** 夜市资料包 on A4: the evening and what is to be reported back on, who signs in, and the blanks, each kind from a new sheet. */
import type { EveningPack } from '../../shared/documents/evening-pack.ts';

export function EveningPackSheets({ pack }: { readonly pack: EveningPack }) {
  const { cards, questions, receipts } = pack.counts;
  return (
    <div className="pack" lang="zh-CN">
      <EveningFacts pack={pack} />
      <SignIn pack={pack} />
      {cards > 0 && <div className="pack-cards">{numbers(cards).map((n) => <RegisterCard key={n} pack={pack} n={n} />)}</div>}
      {questions > 0 && <div className="pack-quarters">{numbers(questions).map((n) => <QuestionSlip key={n} pack={pack} n={n} />)}</div>}
      {receipts > 0 && <div className="pack-quarters">{numbers(receipts).map((n) => <BlankReceipt key={n} pack={pack} />)}</div>}
    </div>
  );
}

function EveningFacts({ pack: { title, issuer, facts, missing, materials, report } }: { readonly pack: EveningPack }) {
  return (
    <section className="pack-page">
      <h1>{title}</h1>
      <p className="pack-organ">{issuer}</p>
      <table className="pack-facts"><tbody>{facts.map(({ label, value }) => <tr key={label}><th scope="row">{label}</th><td>{value}</td></tr>)}</tbody></table>
      {materials.length > 0 && <p className="pack-materials"><b>物资　</b>{materials.map(({ name, ready }) => <span key={name}>{ready ? '☑' : '☐'} {name}</span>)}</p>}
      {missing.length > 0 && <p className="pack-missing"><b>还缺　</b>{missing.join('；')}</p>}
      <h2>先通报上次的事（{report.length} 件）</h2>
      {report.length === 0 ? <p>这里没有要通报的件。</p> : (
        <table className="pack-report">
          <thead><tr><th scope="col" className="pack-n">序号</th><th scope="col" className="pack-number">编号</th><th scope="col" className="pack-village">村</th><th scope="col">事项</th><th scope="col">办得怎样</th><th scope="col" className="pack-n">已通报</th></tr></thead>
          <tbody>{report.map(({ number, village, title: matter, became }, index) => <tr key={number}><td>{index + 1}</td><td>{number}</td><td>{village}</td><td>{matter}</td><td>{became}</td><td>☐</td></tr>)}</tbody>
        </table>
      )}
    </section>
  );
}

function SignIn({ pack: { place, on, signIn } }: { readonly pack: EveningPack }) {
  return (
    <section className="pack-page">
      <h1>签到表</h1>
      <p className="pack-organ">{on}　{place}　　群众＿＿＿＿人次　天气＿＿＿＿　记录人＿＿＿＿＿＿</p>
      <table className="pack-signin">
        <thead><tr><th scope="col" className="pack-n">序号</th><th scope="col" className="pack-name">姓名</th><th scope="col">身份、单位</th><th scope="col" className="pack-sign">签到</th><th scope="col" className="pack-time">到场时间</th></tr></thead>
        <tbody>{signIn.map(({ name, role }, index) => <tr key={index}><td>{index + 1}</td><td>{name}</td><td>{role}</td><td /><td /></tr>)}</tbody>
      </table>
    </section>
  );
}

/** F02, on half a sheet. The number is given when it is typed in. */
function RegisterCard({ pack: { issuer, place, on, categories }, n }: { readonly pack: EveningPack; readonly n: number }) {
  return (
    <section className="pack-card">
      <h2>群众反映事项登记卡</h2>
      <p className="pack-top"><span>{issuer}</span><span>{on}　{place}</span><span>第 {n} 张</span></p>
      <table>
        <tbody>
          <tr><th scope="row">时间</th><td>　　时　　分</td><th scope="row">村组</th><td /><th scope="row">正式编号</th><td /></tr>
          <tr><th scope="row">反映人</th><td>　　　　　（可不写）</td><th scope="row">电话</th><td /><th scope="row">要求保密</th><td>☐ 是</td></tr>
          <tr className="pack-words"><th scope="row">说了什么（原话）</th><td colSpan={5} /></tr>
          <tr><th scope="row">是什么事</th><td colSpan={5}>☐ 意见建议　☐ 矛盾纠纷　☐ 金点子　☐ 政策咨询</td></tr>
          <tr><th scope="row">级别</th><td colSpan={3}>☐ 小事　☐ 共性　☐ 大事</td><th scope="row">紧急</th><td>☐ 是</td></tr>
          <tr><th scope="row">类别</th><td colSpan={5} className="pack-categories">{categories.map((one) => <span key={one}>☐ {one}</span>)}</td></tr>
          <tr className="pack-answer"><th scope="row">现场答复、承诺</th><td colSpan={5}><span className="pack-corner">答复人＿＿＿＿＿＿＿　承诺＿＿月＿＿日前</span></td></tr>
          <tr><th scope="row">接待代表</th><td /><th scope="row">记录人</th><td /><th scope="row">给了回执</th><td>☐</td></tr>
        </tbody>
      </table>
    </section>
  );
}

function QuestionSlip({ pack: { place, on }, n }: { readonly pack: EveningPack; readonly n: number }) {
  return (
    <section className="pack-slip">
      <h2>我问你答</h2>
      <p className="pack-top"><span>{on}　{place}</span><span>第 {n} 张</span></p>
      <p className="pack-line">问谁（单位）：＿＿＿＿＿＿＿＿＿＿＿＿＿</p>
      <p className="pack-box">问题：</p>
      <p className="pack-box">现场答复：</p>
      <p className="pack-line">☐ 当场答复　☐ 承诺＿＿月＿＿日前见结果</p>
      <p className="pack-line">答复人：＿＿＿＿＿＿　提问人：＿＿＿＿＿＿（可不写）</p>
    </section>
  );
}

function BlankReceipt({ pack: { issuer, place, on, phone } }: { readonly pack: EveningPack }) {
  return (
    <section className="pack-slip">
      <div className="pack-organ">{issuer}</div>
      <h2>民情登记回执</h2>
      <p className="pack-line">编号：＿＿＿＿＿＿＿＿＿＿＿＿＿＿＿＿＿</p>
      <p className="pack-line">日期：{on}</p>
      <p className="pack-line">地点：{place}</p>
      <p className="pack-box">事项：</p>
      <p className="pack-line">经手人：＿＿＿＿＿＿＿＿＿</p>
      <p className="pack-foot">您反映的事已经登记，件件有回音。正式编号登记后告知，凭编号可以查问办理情况。{phone === '' ? '' : `电话：${phone}`}</p>
    </section>
  );
}

function numbers(count: number): readonly number[] {
  return Array.from({ length: count }, (_, index) => index + 1);
}
