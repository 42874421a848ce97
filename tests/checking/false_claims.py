"""False equations of the kinds that people meet, by what their document declares; each fails in some model."""

from __future__ import annotations

GROUP_ONLY = r"""
Let $G$ be a group. Let $a, b, c, g, h, k \in G$.
"""
POINTS = r"""
Let $S$ be a finite set on which $\mathcal{H}$ acts. Let $i, j, k \in S$ and $g, h \in \mathcal{H}$.
Let $F$ and $K$ be feature spaces. Let $f, z : S \to F$. Let $w : S \times S \to \mathbb{R}$. Let $b : S \to \mathbb{R}$.
Let $q, p : F \to K$. Let $N(i) \subseteq S$.
"""
SPACE = r"""
Let $\mathcal{H}$ be a group that acts on the abelian group $V$. Let $x : S \to V$ be a bijection.
Let $i, j, k, l \in S$, $y, v, w \in V$ and $g, h, h_1, h_2, h_3 \in \mathcal{H}$.
Let $F$, $K$ and $U$ be feature spaces. Let $\lambda, \mu \in \mathbb{R}$. Let $c, d, c' \in F$.
Let $f, z : S \to F$. Let $r, s : S \times \mathcal{H} \to F$. Let $b : V \to \mathbb{R}$. Let $B : \mathcal{H} \to \mathbb{R}$.
Let $\rho : V \to F$. Let $\phi, \psi : F \to K$. Let $\chi : F \to F$. Let $\theta, \eta : F \to \mathbb{R}$. Let $\beta : F \times F \to K$.
Let $N(i) \subseteq S$. Let $R(i,h) \subseteq S \times \mathcal{H}$.
"""
BOTH = SPACE + r"""
Assume that $N$ is translation-equivariant and stable under $\mathcal{H}$.
Assume that $R$ is translation-equivariant and stable under $\mathcal{H}$.
"""
HEADS = BOTH + r"""
Let $\varphi_{qry}^{head}, \varphi_{key}^{head}, \Delta\varphi_{qry}^{head} : F \to K$ for $head \in [H]$.
Let $\varphi_{val}^{head} : F \to U$ for $head \in [H]$. Let $\varphi_{out} : U^{[H]} \to F$.
"""
SHAPES = r"""
Let $d, r, n, m$ be positive naturals. Let $W \in \mathbb{R}^{d \times d}$, $A \in \mathbb{R}^{r \times d}$ and $B \in \mathbb{R}^{d \times r}$.
Let $P, Q \in \mathbb{R}^{n \times n}$. Let $u, v \in \mathbb{R}^d$. Let $\alpha \in \mathbb{R}$. Let $t, s \in \mathbb{R}^n$.
"""
INNER_MEANS = POINTS + r"""
Define $s[b](i) := \sum_{k\in N(i)} \sigma_k(b(k)) b(k)$. Define $m[b,z](i) := \sum_{j\in N(i)} \sigma_j(s[b](j)) z(j)$.
Assume that $N$ is stable under $\mathcal{H}$.
"""
REPRESENTED = r"""
Let $S$ be a finite set on which $\mathcal{H}$ acts. Let $i, j \in S$ and $g, h \in \mathcal{H}$. Let $n$ be a positive natural.
Let $\rho : \mathcal{H} \to \mathbb{R}^{n \times n}$ and $W \in \mathbb{R}^{n \times n}$. Let $f : S \to \mathbb{R}^n$ and $v \in \mathbb{R}^n$.
Assume that $\rho(gh) = \rho(g)\rho(h)$ for all $g$, $h$. Assume that $\rho(e)v = v$ for all $v$.
Assume that $W\rho(g) = \rho(g)W$ for all $g$. Let $N(i) \subseteq S$.
"""
OPERATORS = SPACE + r"""
Let $\Phi, \Psi : (S \to F) \to (S \to F)$. Let $M : (S \to F) \to K$.
"""

FALSE: dict[str, tuple[str, tuple[str, ...]]] = {
    "group words": (GROUP_ONLY, (
        r"ab = ba",
        r"(ab)^{-1} = a^{-1}b^{-1}",
        r"(gh)^2 = g^2h^2",
        r"g^{-1}hg = h",
        r"(gh)^{-1} = gh",
        r"abc = cba",
        r"g^2 = e",
        r"g^6 = e",
        r"g^{12} = e",
        r"g^{60} = e",
        r"(gh)^3 = g^3h^3",
        r"aba^{-1}b^{-1} = bab^{-1}a^{-1}",
        r"g^{-1} = g",
        r"(ghk)^{-1} = h^{-1}k^{-1}g^{-1}",
        r"ab^2 = b^2a",
        r"a^{3}b^{3} = b^{3}a^{3}",
    )),
    "group words under equations": (GROUP_ONLY, (
        r"h^2 = e \implies gh = hg",
        r"h^2 = e \implies g^2 = e",
        r"gh = hg \implies gk = kg",
        r"gh = hg \implies g = h",
        r"g^2 = h^2 \implies g = h",
        r"g^3 = e \implies g = e",
        r"ab = ba \implies abc = cba",
        r"gkg^{-1} = k \implies gk^{-1} = kg",
        r"g^2 = e \implies (gh)^2 = h^2",
        r"ghg = h \implies gh = hg",
        r"g^3 = h^3 \implies g = h",
        r"(gh)^2 = e \implies g^2 = e",
    )),
    "module": (SPACE, (
        r"h(y + v) = hy + v",
        r"gh v = hg v",
        r"h^{-1}v = hv",
        r"hv = v",
        r"h(v - w) = hv - g w",
        r"-(hv) = hv",
        r"v + v = 0",
        r"v + v + v = 0",
        r"hv + hw = h(v - w)",
        r"v - w = w - v",
        r"h^2 v = v",
        r"h^{12} v = v",
        r"gv + hv = ghv",
        r"(gh)^{-1}v = g^{-1}h^{-1}v",
        r"h(g v + y) = hgv + gy",
        r"h^{60}v = v",
        r"(gh)^{60}v = h^{60}g^{60}v",
    )),
    "positions": (SPACE, (
        r"x^{-1}(h(x(i) - y)) = x^{-1}(hx(i) - y)",
        r"x^{-1}(hx(i) + y) = x^{-1}(h(x(i) + y))",
        r"x^{-1}(x(i) + x(j)) = i",
        r"x^{-1}(g(hx(i))) = x^{-1}(h(gx(i)))",
        r"hi = i",
        r"x(hi) = x(i)",
        r"i = j",
        r"x^{-1}(x(i) + y) = x^{-1}(x(i) - y)",
    )),
    "actions on signals": (SPACE, (
        r"L_gL_h[f] = L_hL_g[f]",
        r"L_g[f](i) = f(gi)",
        r"L_{gh}[f] = L_hL_g[f]",
        r"L_yL_h[f] = L_hL_y[f]",
        r"L_h[f] = f",
        r"L_y[f] = f",
        r"L_yL_h[r](i,g) = r(x^{-1}(h^{-1}(x(i) - y)), gh^{-1})",
        r"L_h[r](i,g) = r(h^{-1}i, g)",
        r"L_h[r](i,g) = r(h^{-1}i, hg)",
        r"L_y[f](i) = f(x^{-1}(x(i) + y))",
        r"L_yL_h[f](i) = f(x^{-1}(h^{-1}x(i) - y))",
        r"L_h[f + z] = L_h[f] + z",
        r"L_h[\lambda f] = \lambda f",
        r"L_h[\rho](v) = \rho(hv)",
        r"L_h[\phi\circ f] = \phi\circ f",
        r"L_{h^{-1}}[f] = L_h[f]",
        r"L_{h}L_{h}[f] = f",
        r"L_yL_v[f] = L_{y}[f]",
    )),
    "sums": (SPACE, (
        r"\sum_{j\in N(i)} f(j) = \sum_{j\in S} f(j)",
        r"\sum_{j\in N(i)} L_y[f](j) = \sum_{j\in N(i)} f(j)",
        r"\sum_{j\in N(hi)} f(j) = \sum_{j\in N(i)} f(hj)",
        r"\sum_{j\in N(x^{-1}(x(i)+y))} f(j) = \sum_{j\in N(i)} f(x^{-1}(x(j)+y))",
        r"\sum_{h\in\mathcal{H}} B(h) = B(e)",
        r"\sum_{h\in\mathcal{H}} B(gh) = \sum_{h\in\mathcal{H}} B(h)B(g)",
        r"\sum_{h\in\mathcal{H}} B(h) B(h^{-1}) = \sum_{h\in\mathcal{H}} B(h)B(h)",
        r"\sum_{h\in\mathcal{H}} B(h^2) = \sum_{h\in\mathcal{H}} B(h)",
        r"\sum_{j\in S} f(j) = \sum_{j\in S} f(i)",
        r"\sum_{h\in\mathcal{H}} \sum_{j\in S} r(j,h) = \sum_{j\in S} r(j,e)",
        r"\sum_{h\in\mathcal{H}} c = c",
        r"\sum_{j\in N(i)} c = c",
        r"|N(i)| = |S|",
        r"|N(i)| = |N(j)|",
        r"|\mathcal{H}| = |S|",
        r"\sum_{j\in N(i)} f(i) = f(i)",
        r"\sum_{(j,h_2)\in R(i,h)} r(j,h_2) = \sum_{j\in N(i)} \sum_{h_2\in\mathcal{H}} r(j,h_2)",
        r"\sum_{(j,h_2)\in R(i,h)} r(j,h_2) = \sum_{(j,h_2)\in R(i,e)} r(j,h_2)",
        r"\sum_{j\in N(i)} \theta(f(j))f(j) = \theta(f(i)) \sum_{j\in N(i)} f(j)",
        r"\bigl(\sum_{j\in S} b(x(j))\bigr)^2 = \sum_{j\in S} b(x(j))^2",
        r"\sum_{j\in S} b(x(j) - x(i)) f(j) = \sum_{j\in S} b(x(i) - x(j)) f(j)",
        r"\sum_{j\in S}\sum_{k\in N(j)} f(k) = \sum_{j\in S}\sum_{k\in N(j)} f(j)",
        r"\sum_{j\in N(i)}\sum_{k\in N(j)} f(k) = \sum_{j\in N(i)}\sum_{k\in N(i)} f(k)",
        r"\chi(\sum_{j\in S} f(j)) = \sum_{j\in S} \chi(f(j))",
    )),
    "sums, N invariant": (BOTH, (
        r"\sum_{j\in N(i)} \rho(x(j) - x(i)) = \sum_{j\in N(i)} \rho(x(i) - x(j))",
        r"\sum_{j\in N(i)} L_h[f](j) = \sum_{j\in N(i)} f(j)",
        r"\sum_{j\in N(i)} L_h[f](j) = \sum_{j\in N(hi)} f(j)",
        r"\sum_{(j,h_2)\in R(i,h)} r(j,h_2) = \sum_{(j,h_2)\in R(i,h)} r(j,h_2^{-1})",
        r"\sum_{(j,h_2)\in R(i,gh)} r(j,h_2) = \sum_{(j,h_2)\in R(i,h)} r(j,gh_2)",
        r"\sum_{(j,h_2)\in R(i,h)} r(j,h^{-1}h_2) = \sum_{(j,h_2)\in R(i,h)} r(j,h_2h^{-1})",
        r"\sum_{(j,h_2)\in R(i,h)} B(h^{-1}h_2) r(j,h_2) = \sum_{(j,h_2)\in R(i,h)} B(h_2h^{-1}) r(j,h_2)",
        r"\sum_{j\in N(i)} b(h(x(j)-x(i))) = \sum_{j\in N(i)} b(h^{-1}(x(j)-x(i)))\lambda",
        r"\sum_{j\in N(i)} b(x(j)) = \sum_{j\in N(i)} b(x(j)-x(i))",
    )),
    "softmax": (BOTH, (
        r"\sum_{j\in N(i)} \sigma_j(b(x(j))) f(j) = \sum_{j\in N(i)} f(j)",
        r"\sum_{j\in N(i)} \sigma_j(\theta(f(j))) f(j) = \sum_{j\in N(i)} \sigma_j(\theta(f(i))) f(j)",
        r"\sum_{j\in N(i)} \sigma_j(\theta(f(j))) = \lambda",
        r"\sum_{j\in N(i)} \sigma_j(\theta(f(j))+\eta(f(j))) f(j) = \sum_{j\in N(i)} \sigma_j(\theta(f(j))) f(j)",
        r"\sum_{j\in N(i)} \sigma_j(\lambda\theta(f(j))) f(j) = \lambda\sum_{j\in N(i)} \sigma_j(\theta(f(j))) f(j)",
        r"\sum_{j\in N(i)} \sigma_j(\langle \phi(f(i)), \psi(f(j))\rangle) f(j) = \sum_{j\in N(i)} \sigma_j(\langle \phi(f(j)), \psi(f(i))\rangle) f(j)",
        r"\sum_{j\in N(i)} \sigma_j(\langle \phi(f(i)), \phi(f(j)+\rho(x(j)-x(i)))\rangle) f(j) = \sum_{j\in N(i)} \sigma_j(\langle \phi(f(i)), \phi(f(j))\rangle) f(j)",
        r"\sum_{j\in N(i)} \sigma_j(\theta(f(j))) L_h[f](j) = \sum_{j\in N(hi)} \sigma_j(\theta(f(j))) f(j)",
        r"\chi\bigl(\sum_{j\in N(i)} \sigma_j(\theta(f(j))) f(j)\bigr) = \sum_{j\in N(i)} \sigma_j(\theta(f(j))) \chi(f(j))",
        r"\sum_{j\in N(i)} \sigma_j(\theta(f(j))) \sigma_j(\theta(f(j))) = 1",
        r"\sum_{j\in N(i)} \sigma_j\bigl(\sum_{k\in N(j)} \sigma_k(\theta(f(k))) \eta(f(k))\bigr) f(j) = \sum_{j\in N(i)} \sigma_j(\theta(f(j))) f(j)",
        r"\sum_{j\in N(i)} \sigma_j\bigl(\sum_{k\in N(j)} \sigma_k(b(x(k))) b(x(k))\bigr) f(j) = \sum_{j\in N(i)} \sigma_j(b(x(j))) f(j)",
        r"\sum_{j\in N(i)} \sigma_j\bigl(\sum_{k\in N(j)} \sigma_k(\theta(f(k))) \theta(f(k))\bigr) f(j) = \sum_{j\in N(i)} f(j)",
        r"\sum_{j\in N(i)} \sigma_j\bigl(\theta\bigl(\sum_{k\in N(j)} \sigma_k(\theta(f(k))) f(k)\bigr)\bigr) f(j) = \sum_{j\in N(i)} \sigma_j(\theta(f(j))) f(j)",
        r"\sum_{j\in N(i)} \frac{\exp(b(x(j)))}{\sum_{k\in N(i)} \exp(b(x(k)))} f(j) = \sum_{j\in N(i)} \frac{\exp(b(x(j)))}{\sum_{k\in S} \exp(b(x(k)))} f(j)",
        r"\sum_{j\in N(i)} \frac{\exp(b(x(j)))}{\sum_{k\in N(j)} \exp(b(x(k)))} f(j) = \sum_{j\in N(i)} \sigma_j(b(x(j))) f(j)",
        r"\sum_{(j,h_2)\in R(i,h)} \sigma_{(j,h_2)}(\theta(r(j,h_2))) r(j,h_2) = \sum_{(j,h_2)\in R(i,h)} \sigma_{(j,h_2)}(\theta(r(j,h^{-1}h_2))) r(j,h_2)",
        r"\sum_{h\in\mathcal{H}} \sum_{j\in N(i)} \sigma_j(\theta(r(j,h))) r(j,h) = \sum_{j\in N(i)} \sigma_j\bigl(\sum_{h\in\mathcal{H}}\theta(r(j,h))\bigr) \sum_{h\in\mathcal{H}} r(j,h)",
        r"\exp(\lambda + \mu) = \exp(\lambda) + \exp(\mu)",
        r"\exp(\lambda\mu) = \exp(\lambda)\exp(\mu)",
        r"\sum_{j\in N(i)} \exp(b(x(j))) = \exp\bigl(\sum_{j\in N(i)} b(x(j))\bigr)",
    )),
    "pairings and scalars": (SPACE, (
        r"\langle c + d, c + d\rangle = \langle c, c\rangle + \langle d, d\rangle",
        r"\langle c, d\rangle c = \langle c, c\rangle d",
        r"\langle \lambda c, \lambda d\rangle = \lambda\langle c, d\rangle",
        r"\lVert c + d\rVert^2 = \lVert c\rVert^2 + \lVert d\rVert^2",
        r"\langle \chi(c), d\rangle = \langle c, \chi(d)\rangle",
        r"\langle c, d\rangle^2 = \langle c, c\rangle\langle d, d\rangle",
        r"\lambda(c + d) = \lambda c + d",
        r"\lambda\mu = \lambda + \mu",
        r"(\lambda + \mu)^2 = \lambda^2 + \mu^2",
        r"\frac{1}{\lambda^2 + 1} = \frac{1}{\lambda^2} + 1",
        r"\langle \phi(c), \psi(c)\rangle = \langle \phi(c), \phi(c)\rangle",
        r"\phi(c + d) = \phi(c) + \phi(d)",
        r"\phi(\lambda c) = \lambda\phi(c)",
        r"\beta(c, d) = \beta(d, c)",
        r"\theta(c)\theta(d) = \theta(c + d)",
        r"\chi(\chi(c)) = \chi(c)",
        r"\phi(\chi(c)) = \phi(c)",
        r"\langle c, d\rangle\langle c, c'\rangle = \langle c, c\rangle\langle d, c'\rangle",
    )),
    "linear maps": (SPACE + r"Assume that $\phi$ is linear. Assume that $\chi$ is linear. Assume that $\psi$ is linear.", (
        r"\phi(\chi(c)) = \phi(c)",
        r"\langle \chi(c), d\rangle = \langle c, \chi(d)\rangle",
        r"\langle \phi(c), \psi(d)\rangle = \langle \psi(c), \phi(d)\rangle",
        r"\phi\bigl(\sum_{j\in S} f(j)\bigr) = \sum_{j\in S} \psi(f(j))",
        r"\sum_{j\in N(i)} \sigma_j(\theta(f(j)))\phi(f(j)) = \phi\bigl(\sum_{j\in N(i)} f(j)\bigr)",
        r"\chi(\chi(c)) = c",
        r"\langle\chi(c),\chi(c)\rangle = \langle c, c\rangle",
        r"\phi(c + d) = \phi(c) + \psi(d)",
        r"\theta(\chi(c) + \chi(d)) = \theta(\chi(c)) + \theta(\chi(d))",
    )),
    "assumed laws": (SPACE + r"""
Assume that $\rho(hv) = \rho(v)$ for all $h$, $v$. Assume that $b(-v) = b(v)$ for all $v$.
Assume that $\chi(\chi(c)) = \chi(c)$ for all $c$. Assume that $\beta(c,d) = \beta(d,c)$ for all $c$, $d$.
""", (
        r"\rho(v + w) = \rho(v) + \rho(w)",
        r"\rho(v + hw) = \rho(v + w)",
        r"\rho(-v) = \rho(v)",
        r"b(hv) = b(v)",
        r"\chi(c) = c",
        r"\chi(c + d) = \chi(c) + \chi(d)",
        r"\beta(\chi(c), d) = \beta(c, d)",
        r"\beta(c + d, c') = \beta(c, d + c')",
        r"\sum_{j\in S} \rho(x(j) - x(hi)) = \sum_{j\in N(i)} \rho(x(j) - x(i))",
        r"\sum_{j\in N(i)} b(x(j) - x(i))f(j) = \sum_{j\in N(i)} b(x(j))f(j)",
        r"\rho(v + v) = \rho(v)",
    )),
    "heads": (HEADS, (
        r"\bigcup_{head\in[H]} \varphi_{val}^{head}(c) = \bigcup_{head\in[H]} \varphi_{val}^{head}(d)",
        r"\varphi_{out}\bigl(\bigcup_{head\in[H]} \varphi_{val}^{head}(c + d)\bigr) = \varphi_{out}\bigl(\bigcup_{head\in[H]} (\varphi_{val}^{head}(c) + \varphi_{val}^{head}(d))\bigr)",
        r"\varphi_{out}\bigl(\bigcup_{head\in[H]} \sum_{j\in N(i)} \sigma_j(\langle \varphi_{qry}^{head}(f(i)), \varphi_{key}^{head}(f(j))\rangle)\varphi_{val}^{head}(f(j))\bigr) = \varphi_{out}\bigl(\bigcup_{head\in[H]} \sum_{j\in N(i)} \sigma_j(\langle \varphi_{qry}^{head}(f(j)), \varphi_{key}^{head}(f(i))\rangle)\varphi_{val}^{head}(f(j))\bigr)",
        r"\varphi_{out}\bigl(\bigcup_{head\in[H]} \sum_{j\in N(i)} \sigma_j(\langle \varphi_{qry}^{head}(f(i)) + \Delta\varphi_{qry}^{head}(f(i)), \varphi_{key}^{head}(f(j))\rangle)\varphi_{val}^{head}(f(j))\bigr) = \varphi_{out}\bigl(\bigcup_{head\in[H]} \sum_{j\in N(i)} \sigma_j(\langle \varphi_{qry}^{head}(f(i)), \varphi_{key}^{head}(f(j))\rangle)\varphi_{val}^{head}(f(j))\bigr)",
        r"\bigcup_{head\in[H]} \langle \varphi_{qry}^{head}(c), \varphi_{key}^{head}(d)\rangle\varphi_{val}^{head}(c) = \bigcup_{head\in[H]} \langle \varphi_{qry}^{head}(d), \varphi_{key}^{head}(c)\rangle\varphi_{val}^{head}(c)",
        r"\varphi_{out}\bigl(\bigcup_{head\in[H]} \sum_{j\in N(i)} \varphi_{val}^{head}(f(j))\bigr) = \sum_{j\in N(i)} \varphi_{out}\bigl(\bigcup_{head\in[H]} \varphi_{val}^{head}(f(j))\bigr)",
        r"\varphi_{out}\bigl(\bigcup_{head\in[H]} \sum_{j\in N(i)} \varphi_{val}^{head}(L_h[f](j))\bigr) = \varphi_{out}\bigl(\bigcup_{head\in[H]} \sum_{j\in N(i)} \varphi_{val}^{head}(f(j))\bigr)",
    )),
    "matrices and naturals": (SHAPES, (
        r"BA + W = W",
        r"(W + BA)u = Wu + B(A(u + v))",
        r"PQ = QP",
        r"(PQ)^T = P^T Q^T",
        r"P^T = P",
        r"(P + Q)(P + Q) = PP + QQ",
        r"\langle u, Wv\rangle = \langle Wu, v\rangle",
        r"\langle Pt, Ps\rangle = \langle t, s\rangle",
        r"W^T W = W W^T",
        r"\alpha BA = BA",
        r"W(u + v) = Wu + v",
        r"2dr = d^2",
        r"d + r = dr",
        r"(d + r)^2 = d^2 + r^2",
        r"r(n + m) = rn + m",
        r"2dr < d^2",
        r"r \leq d",
        r"P(Qt) = Q(Pt)",
        r"\sqrt{d} = d",
        r"\frac{1}{\sqrt{n}} Pt = Pt",
        r"(BA)^T = BA",
    )),
    "plain set": (POINTS, (
        r"f(hi) = f(i)",
        r"ghi = hgi",
        r"L_h[f](i) = f(hi)",
        r"L_gL_h[f] = L_hL_g[f]",
        r"w(hi,hj) = w(i,j)",
        r"w(i,j) = w(j,i)",
        r"\sum_{j\in S} w(i,j) f(j) = \sum_{j\in S} w(j,i) f(j)",
        r"\sum_{j\in N(i)} f(hj) = \sum_{j\in N(hi)} f(j)",
        r"\sum_{j\in S} f(j) = f(i)",
        r"\sum_{j\in S} w(i,j) L_h[f](j) = \sum_{j\in S} w(hi,j) f(j)",
        r"\sum_{j\in N(i)} \sigma_j(w(i,j)) f(j) = \sum_{j\in N(i)} \sigma_j(w(j,i)) f(j)",
        r"\sum_{j\in S} \sigma_j(\langle q(f(i)), p(f(j))\rangle) f(j) = \sum_{j\in S} f(j)",
        r"\sum_{j\in S} b(j) f(j) = \sum_{j\in S} b(hj) f(j)",
        r"h^2 i = i",
        r"\sum_{h\in\mathcal{H}} f(hi) = f(i)",
        r"\sum_{h\in\mathcal{H}} f(hi) = \sum_{j\in S} f(j)",
        r"hi = hj",
        r"\sum_{h\in\mathcal{H}} f(ghi) = \sum_{h\in\mathcal{H}} f(hgj)",
    )),
    "plain set, invariant weights": (POINTS + r"Assume that $w(hi,hj) = w(i,j)$ for all $h$, $i$, $j$.", (
        r"w(hi,j) = w(i,j)",
        r"w(i,i) = w(j,j)",
        r"w(i,j) = w(j,i)",
        r"\sum_{j\in S} w(i,j) L_h[f](j) = \sum_{j\in S} w(i,j) f(j)",
        r"\sum_{j\in S} w(i,j) = \sum_{j\in S} w(j,i)",
        r"\sum_{j\in S} w(i,j) = \sum_{j\in S} w(k,j)",
    )),
    "operators": (OPERATORS, (
        r"\Phi[L_h[f]] = L_h[\Phi[f]]",
        r"\Phi[f + z] = \Phi[f] + \Phi[z]",
        r"M[L_h[f]] = M[f]",
        r"\Phi[\Psi[f]] = \Psi[\Phi[f]]",
        r"\Phi[f](i) = f(i)",
        r"M[\Phi[f]] = M[f]",
        r"\phi\circ\Phi[f] = \phi\circ f",
        r"M[\lambda f] = \lambda M[f]",
        r"L_gL_h[\Phi[f]] = L_{hg}[\Phi[f]]",
    )),
    "equivariant operators": (OPERATORS + r"""
Assume that $\Phi[L_h[f]] = L_h[\Phi[f]]$ for all $h$, $f$. Assume that $\Psi[L_h[f]] = L_h[\Psi[f]]$ for all $h$, $f$.
Assume that $M[L_h[f]] = M[f]$ for all $h$, $f$.
""", (
        r"\Phi[L_y[f]] = L_y[\Phi[f]]",
        r"\Phi[L_h[f]] = \Phi[f]",
        r"\Phi[\Psi[f]] = \Psi[\Phi[f]]",
        r"M[L_y[f]] = M[f]",
        r"\Phi[f + z] = \Phi[f] + \Phi[z]",
        r"M[\Phi[L_h[f]]] = M[f]",
        r"\Phi[f] = f",
        r"\Phi[L_gL_h[f]] = L_hL_g[\Phi[f]]",
        r"M[f + L_h[z]] = M[f + z]",
    )),
    "operators equivariant under all": (OPERATORS + r"""
Assume that $\Phi[L_yL_h[f]] = L_yL_h[\Phi[f]]$ for all $y$, $h$, $f$.
Assume that $\Psi[L_y[f]] = L_y[\Psi[f]]$ for all $y$, $f$.
""", (
        r"\Phi[f] = f",
        r"\Psi[L_h[f]] = L_h[\Psi[f]]",
        r"\Phi[\Psi[L_yL_h[f]]] = L_yL_h[\Phi[\Psi[f]]]",
        r"\Phi[f + z] = \Phi[f] + \Phi[z]",
        r"\Phi[L_yL_h[f]](i) = L_hL_y[\Phi[f]](i)",
        r"\Phi[\Psi[f]](i) = \Psi[\Phi[f]](i)",
        r"\Phi[f](i) = \Phi[f](j)",
    )),
    "claims of invariance": (BOTH + r"""
Define $m[f](i) := \sum_{j\in N(i)} \sigma_j(\langle \phi(f(i)), \phi(f(j) + \rho(x(j)))\rangle)\psi(f(j))$.
Define $n[f](i) := \sum_{j\in N(i)} \sigma_j(\langle \phi(f(i)), \phi(f(j) + \rho(x(j) - x(i)))\rangle)\psi(f(j))$.
Define $t[f](i,h) := \sum_{j\in N(i)} \sigma_j(\langle \phi(f(i)), \phi(f(j) + \rho(h^{-1}(x(j) - x(i))))\rangle)\psi(f(j))$.
Define $a[f] := \sum_{j\in S} b(x(j)) f(j)$.
""", (
        r"m[L_y[f]] = L_y[m[f]]",
        r"n[L_h[f]] = L_h[n[f]]",
        r"n[L_yL_h[f]](i) = L_yL_h[n[f]](i)",
        r"t[L_h[f]](i,g) = t[f](h^{-1}i,g)",
        r"t[f](i,h) = t[f](i,e)",
        r"a[L_y[f]] = a[f]",
        r"a[L_h[f]] = a[f]",
        r"n[f + z](i) = n[f](i) + n[z](i)",
    )),
    "overridden": (SPACE + r"""
Let $\pi : V \times \mathcal{H} \to F$.
Define $\tau((i,h_1),(j,h_2)) := \pi(x(j) - x(i), h_1^{-1}h_2)$.
Define $L_h[\tau]((i,h_1),(j,h_2)) := \pi(h^{-1}(x(j) - x(i)), h^{-1}h_1^{-1}h_2)$.
""", (
        r"L_h[\tau]((i,h_1),(j,h_2)) = \tau((i,h_1),(j,h_2))",
        r"L_{gh}[\tau]((i,h_1),(j,h_2)) = L_{hg}[\tau]((i,h_1),(j,h_2))",
        r"L_h[\tau]((i,h_1),(j,h_2)) = \pi(h^{-1}(x(j)-x(i)), h_1^{-1}h_2)",
        r"L_h[\tau]((i,h_1),(j,h_2)) = \tau((i,hh_1),(j,h_2))",
        r"\sum_{h\in\mathcal{H}} L_h[\tau]((i,h_1),(j,h_2)) = \sum_{h\in\mathcal{H}} L_h[\tau]((i,e),(j,h_2))",
        r"L_y[\tau]((i,h_1),(j,h_2)) = \tau((i,h_2),(j,h_1))",
    )),
    "under equations between elements": (SPACE, (
        r"h^2 = e \implies hv = v",
        r"hv = v \implies f(hi) = f(i)",
        r"gh = hg \implies L_gL_h[f] = L_g[f]",
        r"hi = i \implies hj = j",
        r"hi = i \implies h = e",
        r"hv = v \implies h = e",
        r"h^2 = e \implies L_h[f] = f",
        r"v + v = 0 \implies v = 0",
        r"gh = hg \implies f(ghi) = f(gi)",
        r"f(i) = f(j) \implies i = j",
        r"f(i) = f(j) \implies z(i) = z(j)",
        r"\phi(c) = \phi(d) \implies c = d",
        r"\lambda\mu = \lambda \implies \mu = 1",
        r"\langle c, d\rangle = 0 \implies c = 0",
        r"c + d = c' \implies c = d",
        r"\theta(c) = \theta(d) \implies \phi(c) = \phi(d)",
        r"\sum_{j\in S} f(j) = 0 \implies f(i) = 0",
        r"hv = -v \implies h = e",
    )),
    "compositions": (SPACE, (
        r"\phi\circ\chi = \phi",
        r"\chi\circ\chi = \chi",
        r"\phi\circ(f + z) = \phi\circ f + \phi\circ z",
        r"L_h[\phi\circ f](i) = \phi(f(hi))",
        r"\chi\circ\chi\circ f = \chi\circ f",
        r"\phi + \psi = \phi",
        r"2\phi = \phi",
        r"\phi\circ L_h[f] = \phi\circ L_{h^{-1}}[f]",
        r"\phi\circ(\lambda f) = \lambda(\phi\circ f)",
    )),
    "one group": (SPACE + r"""
Let $\mathcal{H} = C_4$ act on $V = \mathbb{Z}_3^2$.
""", (
        r"h^2 = e",
        r"hv = -v",
        r"h^2 v = v",
        r"\sum_{j\in N(i)} f(j) = \sum_{j\in S} f(j)",
        r"L_h[f] = f",
        r"v + v = 0",
        r"\sum_{h\in\mathcal{H}} B(h) = 6 B(e)",
    )),
    "commutative": (SPACE + r"Assume that $\mathcal{H}$ is commutative.", (
        r"L_gL_h[f] = L_g[f]",
        r"ghv = gv + hv",
        r"(gh)^2 = g^2 h",
        r"L_yL_h[f] = L_hL_y[f]",
        r"h^{-1} = h",
        r"\sum_{h\in\mathcal{H}} B(gh)B(h) = \sum_{h\in\mathcal{H}} B(h)B(h)",
    )),
    "layers of layers": (BOTH + r"""
Define $m[f](i) := \sum_{j\in N(i)} \sigma_j(\langle \chi(f(i)), \chi(f(j))\rangle) f(j)$.
Define $a[f](i) := \sum_{j\in N(i)} \sigma_j(\theta(f(j))) f(j)$.
Define $u[f](i) := f(i) + \sum_{j\in N(i)} f(j)$.
""", (
        r"m[m[f]](i) = m[f](i)",
        r"a[a[f]](i) = a[f](i)",
        r"m[a[f]](i) = a[m[f]](i)",
        r"m[u[f]](i) = u[m[f]](i)",
        r"u[u[f]](i) = u[f](i)",
        r"u[L_h[f]](i) = u[f](i)",
        r"m[m[L_h[f]]](i) = m[m[f]](i)",
        r"a[a[L_y[f]]](i) = a[a[f]](i)",
        r"m[f + m[f]](i) = m[f](i) + m[f](i)",
        r"a[f + a[f]](i) = a[f](i) + a[a[f]](i)",
    )),
    "one table as score and value": (BOTH, (
        r"\sum_{j\in N(i)} \sigma_j(b(x(j))) b(x(j)) = b(x(i))",
        r"\sum_{j\in N(i)} \sigma_j\bigl(\sum_{k\in N(j)} \sigma_k(b(x(k)-x(j))) b(x(k)-x(j))\bigr) b(x(j)) = \sum_{j\in N(i)} \sigma_j(b(x(j))) b(x(j))",
        r"\sum_{j\in N(i)} \sigma_j\bigl(\sum_{k\in N(j)} \sigma_k(b(x(k))) b(x(k))\bigr) b(x(j)) = \sum_{j\in N(i)} \sigma_j(b(x(j))) b(x(j))",
        r"\sum_{j\in S} \sigma_j\bigl(\sum_{k\in N(j)} \sigma_k(b(x(k))) b(x(k))\bigr) f(j) = \sum_{j\in S} f(j)",
    )),
    "restricted laws": (SPACE, (
        r"\rho(hv) = \rho(v) \implies \rho(gv) = \rho(v)",
        r"f(hi) = f(i) \implies f(gi) = f(i)",
        r"L_h[f] = f \implies L_g[f] = f",
        r"L_h[f] = f \implies f(i) = f(j)",
        r"\chi\circ f = f \implies \chi\circ z = z",
        r"\chi(c) = c \implies \chi(d) = d",
        r"\phi(c + d) = \phi(c) + \phi(d) \implies \phi(c) = 0",
        r"\sum_{h\in\mathcal{H}} B(h) = 0 \implies B(e) = 0",
        r"\sum_{j\in N(i)} f(j) = f(i) \implies \sum_{j\in N(i)} z(j) = z(i)",
        r"B(gh) = B(g)B(h) \implies B(g^{-1}) = B(g)",
        r"b(v + w) = b(v) + b(w) \implies b(v) = 0",
        r"\langle c, d\rangle = 1 \implies c = d",
        r"L_y[f] = z \implies L_y[z] = f",
        r"\lambda^2 = 1 \implies \lambda = 1",
        r"\exp(\lambda) = 1 \implies \mu = 1",
        r"2\lambda + \mu = 3 \implies \lambda = 1",
    )),
    "laws of tables and maps": (SPACE + r"""
Assume that $\sum_{j\in S} f(j) = 0$. Assume that $B(gh) = B(hg)$ for all $g$, $h$.
Assume that $\chi(c + d) = \chi(c) + \chi(d)$ for all $c$, $d$. Assume that $\theta(-c) = -\theta(c)$ for all $c$.
""", (
        r"f(i) = 0",
        r"\sum_{j\in N(i)} f(j) = 0",
        r"B(gh) = B(g)B(h)",
        r"B(g^{-1}) = B(g)",
        r"\sum_{h\in\mathcal{H}} B(h) = B(e)",
        r"\chi(\chi(c)) = \chi(c)",
        r"\theta(c + d) = \theta(c) + \theta(d)",
        r"\langle\chi(c), d\rangle = \langle c, \chi(d)\rangle",
        r"\sum_{j\in S} \theta(f(j)) = 0",
        r"\sum_{j\in S} \chi(f(j)) = f(i)",
    )),
    "affine operators": (OPERATORS + r"""
Assume that $\Phi[f + z] = \Phi[f] + \Phi[z]$ for all $f$, $z$. Assume that $\sum_{j\in S} \Psi[f](j) = \sum_{j\in S} f(j)$ for all $f$.
Assume that $M[L_y[f]] = M[f]$ for all $y$, $f$.
""", (
        r"\Phi[f] = f",
        r"\Phi[L_h[f]] = L_h[\Phi[f]]",
        r"\Psi[f] = f",
        r"\Psi[f + z] = \Psi[f] + \Psi[z]",
        r"M[\Psi[f]] = M[f]",
        r"M[f + z] = M[f] + M[z]",
        r"M[L_h[f]] = M[f]",
        r"\sum_{j\in S} \Phi[f](j) = \sum_{j\in S} f(j)",
    )),
    "means as scores, in one orbit and in several": (INNER_MEANS, (
        r"m[b,L_g[z]](i) = m[L_g[b],L_g[z]](i)",
        r"m[L_g[b],z](i) = m[b,z](i)",
        r"\sum_{j\in N(i)} \sigma_j(s[b](g^{-1}j)) z(j) = \sum_{j\in N(i)} \sigma_j(s[b](h^{-1}j)) z(j)",
    )),
    "representations": (REPRESENTED, (
        r"\rho(g)v = v",
        r"\rho(g^{-1})v = \rho(g)v",
        r"W\rho(g)v = Wv",
        r"\sum_{j\in N(i)} W\rho(g)f(g^{-1}j) = \sum_{j\in N(i)} Wf(g^{-1}j)",
        r"\langle\rho(g)v, \rho(g)v\rangle = \langle v, v\rangle",
    )),
}  # fmt: skip
