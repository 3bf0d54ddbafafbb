filedesc://crawl.arc 192.0.2.1 20240209110000 text/plain 76
1 0 InternetArchive
URL IP-address Archive-date Content-type Archive-length

http://a.example/1 192.0.2.1 20240209110000 text/html 179
HTTP/1.1 200 OK
Content-Type: text/html

<html><body><h1>Flood kills five in Riverton</h1><p>A flood killed five people in Riverton on Monday, the mayor said.</p></body></html>
http://a.example/2 192.0.2.1 20240209110000 text/html 177
HTTP/1.1 200 OK
Content-Type: text/html

<html><body><h1>Flood kills six in Riverton</h1><p>A flood killed six people in Riverton on Monday, the mayor said.</p></body></html>
