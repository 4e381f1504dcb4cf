/**
 * A category suggested from the words as they are typed. A small table rather than a model: the recorder sees at once why
 * a word suggests what it suggests, and the secretary confirms or changes it when sorting.
 */
import { CATEGORIES, type Category } from './words.ts';

/** Pinyin initials for the keyboard, and the words that speak for a category. */
export interface CategoryWords { readonly initials: string; readonly words: readonly string[] }

const TABLE: Readonly<Record<Category, CategoryWords>> = {
  道路交通: { initials: 'dljt', words: ['路灯', '修路', '道路', '路面', '坑洼', '公路', '村路', '水泥路', '断头路', '路口', '红绿灯', '停车', '车位', '公交', '班车', '客车', '大桥', '小桥', '交通安全', '护栏', '减速带', '出行', '堵车', '照明', '斑马线'] },
  供水供暖供电: { initials: 'gsgngd', words: ['停水', '自来水', '吃水', '供水', '水压', '用水', '水管', '停电', '用电', '电压', '电费', '供电', '变压器', '电线杆', '线路老化', '机井', '井电', '供暖', '暖气', '热力', '天然气', '燃气', '蒸汽'] },
  环境卫生: { initials: 'hjws', words: ['垃圾', '卫生', '公厕', '厕所', '污水', '污水管', '脏', '臭水', '保洁', '清扫', '坑塘', '下水沟', '排水沟', '人居环境', '绿化', '口袋公园', '背街小巷', '环境整治', '城市管理'] },
  生态环保: { initials: 'sthb', words: ['污染', '扬尘', '噪音', '噪声', '废气', '废水', '秸秆', '焚烧', '散煤', '环保', '养殖场', '异味', '河道', '黑臭', '偷排', '砍树', '生态'] },
  农业农村: { initials: 'nync', words: ['庄稼', '浇地', '灌溉', '种粮', '粮食补贴', '补贴', '化肥', '种子', '农机', '收割', '大棚', '合作社', '辣椒', '大蒜', '农产品', '滞销', '病虫害', '土地流转', '高标准农田', '机耕路', '养殖', '乡村振兴', '农户', '种业', '种植', '红薯', '核桃'] },
  土地征迁: { initials: 'tdzq', words: ['宅基地', '征地', '拆迁', '占地', '地界', '补偿款', '征收', '安置', '土地', '确权', '耕地', '违建', '批宅', '征迁'] },
  住房物业: { initials: 'zfwy', words: ['物业', '小区', '危房', '房产证', '漏雨', '漏水', '下水道', '管道', '电梯', '充电桩', '业主', '廉租', '公租房', '老旧小区', '住房', '快递柜'] },
  矛盾纠纷: { initials: 'mdjf', words: ['吵架', '打架', '起纠纷', '矛盾', '邻居', '邻里', '调解', '欠薪', '工资', '欠钱', '赡养', '婆媳', '离婚', '彩礼', '评理', '劳资', '劳动者', '上访', '占道', '堵门', '普法'] },
  教育: { initials: 'jy', words: ['学校', '上学', '入学', '幼儿园', '老师', '学生', '校车', '班额', '学费', '课后', '作业', '双减', '教育', '招生', '接送孩子'] },
  医疗卫生: { initials: 'ylws', words: ['看病', '看病不方便', '医保', '卫生室', '村医', '卫生院', '医院', '报销', '药', '就医', '新农合', '疫苗', '慢性病', '体检', '医疗'] },
  养老助残: { initials: 'ylzc', words: ['养老', '老人', '老年人', '低保', '五保', '残疾', '残联', '轮椅', '敬老院', '助餐', '高龄', '孤寡', '留守', '助残', '理发'] },
  就业: { initials: 'jy', words: ['找工作', '就业', '打工', '招工', '招不到工', '用工', '技能培训', '培训', '务工', '零工', '下岗', '公益岗', '技能'] },
  食品安全: { initials: 'spaq', words: ['食品', '食品安全', '过期', '假货', '变质', '食堂', '就餐', '拉肚子', '地沟油', '三无'] },
  公共安全: { initials: 'ggaq', words: ['安全隐患', '消防', '着火', '电线乱', '飞线', '溺水', '诈骗', '盗', '监控', '巡逻', '治安', '危险', '狗咬', '养狗', '燃放', '欺凌', '拉线充电', '安全生产', '塌'] },
  营商环境: { initials: 'yshj', words: ['企业', '贷款', '融资', '执照', '税', '审批', '开店', '摊位', '收费', '罚款', '营商', '厂房', '商户', '厂里'] },
  政务服务: { initials: 'zwfw', words: ['办证', '办事', '手续', '证明', '身份证', '户口', '窗口', '材料', '跑了几趟', '推诿', '热线', '社保', '态度', '一趟', '咨询'] },
  文化生活: { initials: 'whsh', words: ['广场舞', '戏', '电影', '图书', '文化生活', '文化', '健身', '篮球', '活动室', '文艺', '文旅', '娱乐', '器材'] },
  其他: { initials: 'qt', words: [] },
};

/** The category that most of the words speak for (a word of three characters says more than two of two), or null when none does. */
export function suggestCategory(words: string): Category | null {
  let best: { category: Category; weight: number } | null = null;
  for (const category of CATEGORIES) {
    const weight = TABLE[category].words.reduce((sum, sign) => sum + (words.includes(sign) ? sign.length ** 2 : 0), 0);
    if (weight > (best?.weight ?? 0)) best = { category, weight };
  }
  return best?.category ?? null;
}

/** The shipped initials and words of a category. */
export function suggestionWords(category: Category): CategoryWords {
  return TABLE[category];
}

/** True when what is typed into the category's field (characters or pinyin initials) means `category`. */
export function categoryMatches(category: Category, typed: string): boolean {
  const wanted = typed.trim().toLowerCase();
  return category.includes(wanted) || (wanted !== '' && TABLE[category].initials.startsWith(wanted));
}
